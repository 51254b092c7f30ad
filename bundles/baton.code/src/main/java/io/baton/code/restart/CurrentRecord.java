package io.baton.code.restart;

import io.baton.api.code.ModuleVersion;
import io.baton.spi.Log;
import io.baton.spi.RecordFile;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says on disk which bundle holds the current version of each module. It is written before a
 * version becomes current, as a whole and forced, so whenever the system is cut off, the next start
 * of the framework finds all of a load or nothing of it.
 */
public final class CurrentRecord {
  private static final Log LOG = Log.of("io.baton.code");

  private final RecordFile file;

  /** Locations by module. Written by the lanes of modules; guarded by this. */
  private final TreeMap<String, String> locations;

  private CurrentRecord(RecordFile file, Map<String, String> locations) {
    this.file = file;
    this.locations = new TreeMap<>(locations);
  }

  /** Reads what the framework's last run has left. */
  static CurrentRecord read(RecordFile file) {
    return new CurrentRecord(
        file,
        file.read().stream()
            .map(line -> line.split(" ", 2))
            .filter(parts -> parts.length == 2)
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (_, last) -> last)));
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
        file.write(
            next.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList());
      } catch (IOException e) {
        return Optional.of("which version is current cannot be recorded: " + e);
      }
      locations.clear();
      locations.putAll(next);
    }
    return Optional.empty();
  }
}
