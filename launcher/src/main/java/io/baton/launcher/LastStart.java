package io.baton.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Record in a storage of what it was last started with: versions, and where it was. */
final class LastStart {
  private static final String FOLDER = "folder";

  private final RecordFile file;
  private final Map<String, String> now;

  /**
   * A record that is not read yet.
   *
   * @param file of the record
   * @param versions by what they are of, such as Java
   * @param storage where it is now
   */
  LastStart(Path file, SequencedMap<String, String> versions, Path storage) {
    this.file = new RecordFile(file);
    Map<String, String> all = new LinkedHashMap<>(versions);
    all.put(FOLDER, storage.toString());
    now = all;
  }

  /** Returns what is different from the last start, for a person; empty if nothing is. */
  Optional<String> changes() throws IOException {
    Map<String, String> before = file.read();
    List<String> changes = new ArrayList<>();
    now.forEach((what, value) -> {
      String last = before.get(what);
      if (last != null && !last.equals(value)) {
        changes.add(
            what.equals(FOLDER)
                ? "in the folder " + last
                : "with %s %s, now %s".formatted(what, last, value));
      }
    });
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "storage %s was last started %s; what was loaded stays, and what was made for that is made again"
                .formatted(now.get(FOLDER), String.join(", ", changes)));
  }

  /** Records this start. */
  void record() throws IOException {
    file.write(now);
  }
}
