package io.baton.drop.folder;

import io.baton.spi.Printable;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The text beside a file that is not loaded, {@code NAME.jar.refused}. Its first line marks it as
 * Baton's: another file of that name is neither overwritten nor deleted.
 */
final class RefusedFile {
  /** What such files end with. */
  static final String SUFFIX = ".refused";

  private static final String MARK = "Not loaded by Baton: ";

  private RefusedFile() {}

  /** The file that says why {@code jar} was refused. */
  static Path of(Path jar) {
    return jar.resolveSibling(jar.getFileName() + SUFFIX);
  }

  /**
   * Returns the file that a text is about.
   *
   * @param file of any name
   * @return empty if it has not the name of such a text
   */
  static Optional<Path> subject(Path file) {
    String name = Objects.requireNonNull(file.getFileName()).toString();
    return name.endsWith(SUFFIX)
        ? Optional.of(file.resolveSibling(name.substring(0, name.length() - SUFFIX.length())))
        : Optional.empty();
  }

  /**
   * Writes the text for a file, in place of an earlier one.
   *
   * @param text one or more lines
   * @return why that is impossible; empty if it is there
   */
  static Optional<String> write(Path jar, String text) {
    Path file = of(jar);
    String whole = "%s%s%n%s%n".formatted(MARK, Printable.line(jar.getFileName().toString()), text);
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        if (!isOurs(file)) {
          return Optional.of("%s is there, and is not Baton's".formatted(file));
        }
        if (Files.readString(file).equals(whole)) {
          return Optional.empty();
        }
        Files.delete(file);
      }
      Files.writeString(file, whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("%s cannot be written: %s".formatted(file, ThrownText.describe(e)));
    }
  }

  /** Deletes the text for a file, if there is one. */
  static void delete(Path jar) {
    Path file = of(jar);
    try {
      if (isOurs(file)) {
        Files.delete(file);
      }
    } catch (IOException _) {
      // it is tried again when the file is loaded or goes
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return Arrays.equals(in.readNBytes(mark.length), mark);
    }
  }
}
