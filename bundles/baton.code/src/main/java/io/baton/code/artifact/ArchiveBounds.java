package io.baton.code.artifact;

/**
 * How much an archive of a stranger may hold, counted as it is inflated, with the jars in it.
 *
 * @param entry bytes of a class, or of a file in {@code META-INF}
 * @param total bytes of all entries together
 * @param entries how many there are
 * @param ratio bytes of all entries for each byte of the file, from {@link #SMALL} on
 */
public record ArchiveBounds(int entry, long total, int entries, int ratio) {
  /** What is in force where nothing else is configured. */
  public static final ArchiveBounds DEFAULTS = new ArchiveBounds(16 << 20, 1L << 30, 100_000, 200);

  /** What inflates to no more is not looked at for its ratio: an empty table may be a megabyte. */
  static final long SMALL = 16L << 20;

  /** Returns how many bytes the entries of a file may have together. */
  long totalOf(long file) {
    long most = file > Long.MAX_VALUE / ratio ? Long.MAX_VALUE : file * ratio;
    return Math.min(total, Math.max(SMALL, most));
  }
}
