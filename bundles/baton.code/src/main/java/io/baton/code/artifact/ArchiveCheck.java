package io.baton.code.artifact;

import io.baton.spi.Printable;
import io.baton.spi.ThrownText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads an archive as that of a stranger, from its first byte to its last: each entry must have the
 * checksum and the signature that the archive says, and no more bytes than can be dealt with,
 * counted as they are inflated. The jars on its class path are read in the same way.
 */
final class ArchiveCheck {
  private static final int BUFFER = 1 << 16;

  /** A path from the root or from a drive, or a part {@code ..}, by either separator. */
  private static final Pattern LEAVING =
      Pattern.compile("^[/\\\\]|^[A-Za-z]:|(^|[/\\\\])\\.\\.([/\\\\]|$)");

  private final byte[] buffer = new byte[BUFFER];
  private final Set<String> classPath;
  private final ArchiveBounds bounds;
  private final long most;
  private long total;
  private int entries;

  private ArchiveCheck(Set<String> classPath, ArchiveBounds bounds, long length) {
    this.classPath = classPath;
    this.bounds = bounds;
    most = bounds.totalOf(length);
  }

  /** Reason why an archive must not be loaded. */
  private static final class Damaged extends Exception {
    private static final long serialVersionUID = 1;

    Damaged(String why) {
      super(why);
    }
  }

  /**
   * Returns what is wrong with a file; empty if nothing is.
   *
   * @param classPath jars in it from which classes are loaded
   * @param bounds of what it may hold
   * @throws UncheckedIOException if it cannot be opened
   */
  static Optional<String> of(Path file, List<String> classPath, ArchiveBounds bounds) {
    return new ArchiveCheck(Set.copyOf(classPath), bounds, file.toFile().length()).fault(file);
  }

  private Optional<String> fault(Path file) {
    try (var jar = new JarFile(file.toFile(), true)) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        read(jar, entry);
      }
      return Optional.empty();
    } catch (Damaged e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (FileNotFoundException | FileSystemException e) {
      throw new UncheckedIOException(e);
    } catch (IOException | RuntimeException e) {
      return Optional.of("it cannot be read: " + ThrownText.describe(e));
    }
  }

  private void read(JarFile jar, JarEntry entry) throws Damaged {
    String name = Printable.line(entry.getName());
    checkName(entry, "its entry " + name);
    try (InputStream in = jar.getInputStream(entry)) {
      check(entry, in, "its entry " + name);
    } catch (IOException e) {
      throw new Damaged("its entry %s is damaged: %s".formatted(name, e.getMessage()));
    } catch (SecurityException e) {
      throw new Damaged("its entry %s is not what was signed: %s".formatted(name, e.getMessage()));
    }
    if (classPath.contains(entry.getName()) && !entry.isDirectory()) {
      embedded(jar, entry);
    }
  }

  /** Reads what a jar inside of the archive inflates to; such a stream checks the checksums. */
  private void embedded(JarFile jar, JarEntry entry) throws Damaged {
    String in = "its jar " + Printable.line(entry.getName());
    try (var zip = new ZipInputStream(jar.getInputStream(entry))) {
      for (ZipEntry inner = zip.getNextEntry(); inner != null; inner = zip.getNextEntry()) {
        String what = in + ": the entry " + Printable.line(inner.getName());
        checkName(inner, what);
        size(inner.getName(), zip, new CRC32(), what);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new Damaged("%s is damaged: %s".formatted(in, e.getMessage()));
    }
  }

  /** A framework makes files of some entries, below a folder of its own, by their names. */
  private void checkName(ZipEntry entry, String what) throws Damaged {
    String name = entry.getName();
    if (name.isEmpty()) {
      throw new Damaged("it has an entry without a name");
    }
    if (LEAVING.matcher(name).find()) {
      throw new Damaged(what + " has a name that leads out of the archive");
    }
    entries++;
    if (entries > bounds.entries()) {
      throw new Damaged(
          "it has more than %,d entries (archive.entries)".formatted(bounds.entries()));
    }
  }

  private void check(ZipEntry entry, InputStream in, String what) throws IOException, Damaged {
    var sum = new CRC32();
    long size = size(entry.getName(), in, sum, what);
    if (entry.getSize() >= 0 && size != entry.getSize()) {
      throw new Damaged(
          "%s is damaged: it has %,d bytes, %,d were expected"
              .formatted(what, size, entry.getSize()));
    }
    if (entry.getCrc() >= 0 && sum.getValue() != entry.getCrc()) {
      throw new Damaged(
          "%s is damaged: its checksum is %08x, %08x was expected"
              .formatted(what, sum.getValue(), entry.getCrc()));
    }
  }

  private long size(String name, InputStream in, CRC32 sum, String what)
      throws IOException, Damaged {
    boolean isRead = name.endsWith(".class") || name.startsWith("META-INF/");
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      sum.update(buffer, 0, read);
      size += read;
      total += read;
      if (isRead && size > bounds.entry()) {
        throw new Damaged(
            "%s is larger than %,d bytes (archive.entry.mb)".formatted(what, bounds.entry()));
      }
      if (total > most) {
        throw new Damaged(
            "it has more than %,d bytes when it is inflated (%s)"
                .formatted(most, most < bounds.total() ? "archive.ratio" : "archive.total.mb"));
      }
    }
    return size;
  }
}
