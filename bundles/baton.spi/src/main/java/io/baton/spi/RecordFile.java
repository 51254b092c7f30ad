package io.baton.spi;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that outlives the system. It is replaced as a whole and forced to disk, so
 * whenever the system is cut off, it has all lines of before or all of after. Used by one thread at
 * a time.
 *
 * @param file null if the framework has no place for files; then nothing outlives it
 */
public record RecordFile(@Nullable Path file) {
  /** Framework property: the folder for records, which outlives an update of Baton's bundles. */
  public static final String FOLDER = "baton.data";

  private static final Log LOG = Log.of("io.baton.spi");

  /**
   * Returns the record of a bundle, in the folder for records, or else in the data area of the
   * bundle.
   *
   * @param name of the file
   * @param property properties of the framework
   * @param dataFile files in the data area of the bundle; null if it has none
   * @return it need not be there
   */
  public static RecordFile of(
      String name,
      Function<String, @Nullable String> property,
      Function<String, @Nullable File> dataFile) {
    String folder = property.apply(FOLDER);
    if (folder != null) {
      return new RecordFile(Path.of(folder, name));
    }
    File file = dataFile.apply(name);
    return new RecordFile(file == null ? null : file.toPath());
  }

  /**
   * Reads what the last run has left.
   *
   * @return the lines; none if there is no such file, or it cannot be read, which is logged
   */
  public List<String> read() {
    try {
      return file == null ? List.of() : Files.readAllLines(file);
    } catch (NoSuchFileException _) {
      return List.of(); // the first run
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "this record of the last run cannot be read: " + file, e);
      return List.of();
    }
  }

  /**
   * Replaces the file. When this returns, the lines are on disk.
   *
   * @param lines without line ends in them
   * @throws IOException if that fails; the file has what it had
   */
  public void write(List<String> lines) throws IOException {
    if (file == null) {
      return;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    try {
      force(lines, whole);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(whole); // the disk may be full
      throw e;
    }
    forceName(file.toAbsolutePath());
  }

  private static void force(List<String> lines, Path whole) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            whole,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      String text = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Without this, the name may lead to the file of before when the power fails. */
  private static void forceName(Path file) {
    try (FileChannel channel = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // some systems open no folders; they keep names by themselves
    }
  }
}
