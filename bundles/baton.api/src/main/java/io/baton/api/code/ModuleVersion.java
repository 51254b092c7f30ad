package io.baton.api.code;

import java.time.Instant;

/**
 * One loaded instance of a module.
 *
 * @param module its name
 * @param version the bundle's version, such as {@code 2.0.0}
 * @param number identifies the loaded version, unique in the running system; stack traces show it
 *     as {@code File.java@2.0.0#number}
 * @param location the bundle's location, usually the URL of its file
 * @param loaded when it became current
 */
public record ModuleVersion(
    String module, String version, long number, String location, Instant loaded) {
  /**
   * Returns whether its bundle has the lower version, by the order of OSGi: three numbers, then the
   * qualifier as text. This is the earlier of two versions in {@link CodeChange}.
   *
   * @param other any version
   * @return false if both bundles have the same version
   * @throws IllegalArgumentException if one of them is not the version of a bundle
   */
  public boolean isEarlierThan(ModuleVersion other) {
    String theirs = other.version;
    int mineAt = 0;
    int theirsAt = 0;
    for (int i = 0; i < 3; i++) {
      int mineEnd = end(version, mineAt);
      int theirsEnd = end(theirs, theirsAt);
      int compared =
          Integer.compare(number(version, mineAt, mineEnd), number(theirs, theirsAt, theirsEnd));
      if (compared != 0) {
        return compared < 0;
      }
      mineAt = Math.min(mineEnd + 1, version.length());
      theirsAt = Math.min(theirsEnd + 1, theirs.length());
    }
    return version.substring(mineAt).compareTo(theirs.substring(theirsAt)) < 0;
  }

  private static int end(String version, int from) {
    int dot = version.indexOf('.', from);
    return dot < 0 ? version.length() : dot;
  }

  private static int number(String version, int from, int end) {
    return from == end ? 0 : Integer.parseInt(version, from, end, 10);
  }

  @Override
  public String toString() {
    return module + " " + version;
  }
}
