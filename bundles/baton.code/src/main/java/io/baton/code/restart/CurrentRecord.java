package io.baton.code.restart;

import io.baton.api.code.ModuleVersion;
import io.baton.spi.Log;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says on disk which bundle holds the current version of each module. It is written before a
 * version becomes current, as a whole and forced, so whenever the system is cut off, the next start
 * of the framework finds all of a load or nothing of it.
 */
public final class CurrentRecord {
  private static final Log LOG = Log.of("io.baton.code");

  /** Null if the framework has no place for files; then nothing outlives it. */
  private final @Nullable Path file;

  /** Locations by module. Written by the lanes of modules; guarded by this. */
  private final TreeMap<String, String> locations;

  private CurrentRecord(@Nullable Path file, Map<String, String> locations) {
    this.file = file;
    this.locations = new TreeMap<>(locations);
  }

  /** Reads what the framework's last run has left. */
  static CurrentRecord read(@Nullable Path file) {
    Map<String, String> known = Map.of();
    try {
      if (file != null) {
        known =
            Files.readAllLines(file).stream()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (_, last) -> last));
      }
    } catch (NoSuchFileException _) {
      // the first run
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the file that records which versions were current cannot be read: " + file,
          e);
    }
    return new CurrentRecord(file, known);
  }

  /** All of them, by module. */
  synchronized Map<String, String> all() {
    return new TreeMap<>(locations);
  }

  /**
   * Notes that versions are about to become current, at one moment.
   *
   * @return why that could not be written, and nothing has changed; empty if it is on disk
   */
  synchronized Optional<String> put(Collection<ModuleVersion> versions) {
    var next = new TreeMap<>(locations);
    versions.forEach(version -> next.put(version.module(), version.location()));
    return replace(next);
  }

  /** Notes that a module has no current version any more. */
  synchronized void remove(String module) {
    var next = new TreeMap<>(locations);
    next.remove(module);
    replace(next)
        .ifPresent(why ->
            LOG.log(
                System.Logger.Level.ERROR,
                "after a restart %s will be current again: %s".formatted(module, why)));
  }

  private Optional<String> replace(Map<String, String> next) {
    if (!next.equals(locations)) {
      try {
        write(next);
      } catch (IOException e) {
        return Optional.of("which version is current cannot be recorded: " + e);
      }
      locations.clear();
      locations.putAll(next);
    }
    return Optional.empty();
  }

  private void write(Map<String, String> next) throws IOException {
    if (file == null) {
      return;
    }
    String text =
        next.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
            .collect(Collectors.joining());
    Path whole = file.resolveSibling(file.getFileName() + ".new");
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
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
