package io.baton.drop.folder;

import io.baton.spi.Log;
import io.baton.spi.RecordFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says on disk what each file has loaded, so that a restart with the same storage loads only what
 * has changed. One line for each file: digest, module, origin, URL. Used by one thread.
 */
final class LoadedFiles {
  private static final Log LOG = Log.of("io.baton.drop");
  private static final int PARTS = 4;

  private final RecordFile record;

  private Map<Path, Loaded> written = Map.of();

  /** Nothing is known yet. */
  LoadedFiles(RecordFile record) {
    this.record = record;
  }

  /** Reads what the last run has left; what cannot be read is loaded again. */
  Map<Path, Loaded> read() {
    Map<Path, Loaded> known = new TreeMap<>();
    try {
      record.read().stream()
          .map(line -> line.split(" "))
          .filter(parts -> parts.length == PARTS)
          .forEach(parts ->
              known.put(Path.of(URI.create(parts[3])), new Loaded(parts[1], parts[0], parts[2])));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.ERROR, "what was loaded is not recorded, so files are loaded again", e);
      known.clear();
    }
    written = Map.copyOf(known);
    return known;
  }

  /** Replaces what is on disk. */
  void write(Map<Path, Loaded> all) {
    if (all.equals(written)) {
      return;
    }
    try {
      record.write(
          all.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())).toList());
      written = Map.copyOf(all);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "after a restart, files may be loaded again that have not changed", e);
    }
  }

  private static String line(Path file, Loaded loaded) {
    return "%s %s %s %s".formatted(loaded.digest(), loaded.module(), loaded.origin(), file.toUri());
  }
}
