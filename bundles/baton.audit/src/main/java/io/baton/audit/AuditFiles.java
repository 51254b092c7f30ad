package io.baton.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the log: one that lines are added to, and those that were full, named after the time
 * at which they were. Only files with such names are ever deleted. Not thread-safe.
 */
final class AuditFiles {
  private static final String CURRENT = "audit.jsonl";
  private static final Pattern FULL = Pattern.compile("audit-\\d{8}T\\d{6}\\.\\d{9}Z\\.jsonl");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final long largest;
  private final int most;

  /**
   * The files in a folder.
   *
   * @param folder made when there is something to write
   * @param largest bytes of a file that is full
   * @param most number of full files that are kept
   */
  AuditFiles(Path folder, long largest, int most) {
    this.folder = folder;
    this.largest = largest;
    this.most = most;
  }

  /**
   * Adds lines; when this returns, the operating system has them, so that they outlive the JVM. No
   * channel is used, which an interrupt of the calling thread would close.
   */
  void add(List<String> lines) throws IOException {
    Files.createDirectories(folder);
    Path current = folder.resolve(CURRENT);
    if (append(current, String.join("\n", lines) + "\n") >= largest) {
      Files.move(current, folder.resolve("audit-%s.jsonl".formatted(TIME.format(Instant.now()))));
      deleteOldest();
    }
  }

  /** Returns the length of the file then. */
  private static long append(Path file, String text) throws IOException {
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      boolean isCutOff = isCutOff(out);
      out.seek(out.length());
      out.write((isCutOff ? "\n" + text : text).getBytes(StandardCharsets.UTF_8));
      return out.length();
    }
  }

  /** Returns whether the system was cut off, or the disk full, when the last line was written. */
  private static boolean isCutOff(RandomAccessFile file) throws IOException {
    if (file.length() == 0) {
      return false;
    }
    file.seek(file.length() - 1);
    return file.read() != '\n';
  }

  private void deleteOldest() throws IOException {
    List<Path> full = full();
    for (Path file : full.subList(0, Math.max(0, full.size() - most))) {
      Files.deleteIfExists(file);
    }
  }

  /** The oldest first. */
  private List<Path> full() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> FULL.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  /**
   * Reads the last lines of all files, from the end.
   *
   * @param parse makes something of a line; empty if the line does not count
   * @param number how many at most
   * @return the oldest first
   */
  <T> List<T> last(Function<String, Optional<T>> parse, int number) throws IOException {
    List<Path> files = new ArrayList<>(full());
    files.add(folder.resolve(CURRENT));
    List<T> found = new ArrayList<>();
    for (Path file : files.reversed()) {
      lines(file).reversed().stream()
          .flatMap(line -> parse.apply(line).stream())
          .limit(number - found.size())
          .forEachOrdered(found::add);
      if (found.size() == number) {
        break;
      }
    }
    return found.reversed();
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException _) {
      return List.of(); // nothing was written yet, or it was deleted just now
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
