package io.baton.audit;

import java.io.FileOutputStream;
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
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
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
   * Adds lines; when this returns, the operating system has them, so that they outlive the JVM. A
   * stream is used, and no channel, which an interrupt of the calling thread would close.
   */
  void add(List<String> lines) throws IOException {
    Files.createDirectories(folder);
    Path current = folder.resolve(CURRENT);
    String text = String.join("\n", lines) + "\n";
    try (var out = new FileOutputStream(current.toFile(), true)) {
      out.write((isCutOff(current) ? "\n" + text : text).getBytes(StandardCharsets.UTF_8));
    }
    if (Files.size(current) >= largest) {
      Files.move(current, folder.resolve("audit-%s.jsonl".formatted(TIME.format(Instant.now()))));
      deleteOldest();
    }
  }

  /** Returns whether the system was cut off, or the disk full, when the last line was written. */
  private static boolean isCutOff(Path file) throws IOException {
    try (var read = new RandomAccessFile(file.toFile(), "r")) {
      if (read.length() == 0) {
        return false;
      }
      read.seek(read.length() - 1);
      return read.read() != '\n';
    }
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
   * Returns the last lines of all files.
   *
   * @param wanted the lines that count
   * @param number how many at most
   * @return the oldest first
   */
  List<String> last(Predicate<String> wanted, int number) throws IOException {
    List<Path> files = new ArrayList<>(full());
    files.add(folder.resolve(CURRENT));
    List<String> found = new ArrayList<>();
    for (Path file : files.reversed()) {
      List<String> lines = lines(file, wanted);
      int missing = Math.min(lines.size(), number - found.size());
      found.addAll(lines.subList(lines.size() - missing, lines.size()).reversed());
      if (found.size() == number) {
        break;
      }
    }
    Collections.reverse(found);
    return found;
  }

  private static List<String> lines(Path file, Predicate<String> wanted) throws IOException {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.lines().filter(wanted).toList();
    } catch (NoSuchFileException _) {
      return List.of(); // nothing was written yet, or it was deleted just now
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
