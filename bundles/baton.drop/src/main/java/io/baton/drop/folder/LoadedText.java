package io.baton.drop.folder;

import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import java.nio.file.Path;
import java.util.List;

/** What the log says of a load. */
final class LoadedText {
  /** Processes that are named. */
  private static final int NAMED = 10;

  private LoadedText() {}

  static String of(LoadResult.Loaded loaded, Path file) {
    return "%s is current%s%s, from %s"
        .formatted(
            loaded.current(),
            loaded.old().map(old -> ", %s is old".formatted(old.version())).orElse(""),
            killed(loaded.purged().killedProcesses()),
            file);
  }

  /** The configuration may let a load purge, so the processes that this has ended are named. */
  private static String killed(List<Lingering> killed) {
    if (killed.isEmpty()) {
      return "";
    }
    List<String> named = killed.stream().limit(NAMED).map(Lingering::label).toList();
    int more = killed.size() - named.size();
    return ", the purge of the version before has killed %s%s"
        .formatted(String.join(", ", named), more == 0 ? "" : " and %,d more".formatted(more));
  }
}
