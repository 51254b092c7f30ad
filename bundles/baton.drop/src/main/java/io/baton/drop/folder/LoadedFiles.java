package io.baton.drop.folder;

import io.baton.spi.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says on disk what each file has loaded, so that a restart with the same storage loads only what
 * has changed. One line for each file: digest, module, origin, URL. Used by one thread.
 */
final class LoadedFiles {
  private static final Log LOG = Log.of("io.baton.drop");
  private static final int PARTS = 4;

  /** Null if the framework has no place for files; then nothing outlives it. */
  private final @Nullable Path record;

  private Map<Path, Loaded> written = Map.of();

  LoadedFiles(@Nullable Path record) {
    this.record = record;
  }

  /** Reads what the last run has left; what cannot be read is loaded again. */
  Map<Path, Loaded> read() {
    Map<Path, Loaded> known = new TreeMap<>();
    try {
      if (record != null) {
        Files.readAllLines(record).stream()
            .map(line -> line.split(" "))
            .filter(parts -> parts.length == PARTS)
            .forEach(parts ->
                known.put(Path.of(URI.create(parts[3])), new Loaded(parts[1], parts[0], parts[2])));
      }
    } catch (NoSuchFileException _) {
      // the first run
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(
          Level.ERROR,
          "the file that records what was loaded cannot be read, so files are loaded again: "
              + record,
          e);
      known.clear();
    }
    written = Map.copyOf(known);
    return known;
  }

  /** Replaces what is on disk. */
  void write(Map<Path, Loaded> all) {
    if (record == null || all.equals(written)) {
      return;
    }
    String text =
        all.entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    try {
      replace(record, text);
      written = Map.copyOf(all);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "after a restart, files may be loaded again that have not changed", e);
    }
  }

  private static String line(Path file, Loaded loaded) {
    return "%s %s %s %s\n"
        .formatted(loaded.digest(), loaded.module(), loaded.origin(), file.toUri());
  }

  private static void replace(Path record, String text) throws IOException {
    Path whole = record.resolveSibling(record.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            whole,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(whole, record, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
