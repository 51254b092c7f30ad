package io.baton.drop.folder;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.baton.spi.Printable;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
   * Writes the text for a file, in place of an earlier one. It is there as a whole or not at all.
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
      Path begun = file.resolveSibling("." + file.getFileName() + ".new");
      if (Files.exists(begun, LinkOption.NOFOLLOW_LINKS) && !isCutOff(begun)) {
        return Optional.of("%s is there, and is not Baton's".formatted(begun));
      }
      Files.writeString(begun, whole, LinkOption.NOFOLLOW_LINKS, CREATE, TRUNCATE_EXISTING, WRITE);
      Files.move(begun, file);
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
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && beginning(file).equals(MARK);
  }

  /** Returns whether a text was begun when the system was cut off, maybe within the mark. */
  private static boolean isCutOff(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && MARK.startsWith(beginning(file));
  }

  private static String beginning(Path file) throws IOException {
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return new String(in.readNBytes(MARK.length()), StandardCharsets.US_ASCII);
    }
  }
}
