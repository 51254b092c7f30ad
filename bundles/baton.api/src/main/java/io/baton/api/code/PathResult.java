package io.baton.api.code;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Result of a change of the code path. */
@ProviderType
public sealed interface PathResult {
  /**
   * A path that is as it was asked for.
   *
   * @param directories in the order of the search
   */
  record Changed(List<Path> directories) implements PathResult {
    /** Copies the list. */
    public Changed {
      directories = List.copyOf(directories);
    }
  }

  /**
   * A refusal: no such directory. Nothing has changed.
   *
   * @param directory what was asked for
   */
  record BadDirectory(Path directory) implements PathResult {}

  /**
   * A refusal: the directory is not on the code path. Nothing has changed.
   *
   * @param directory what was asked for
   */
  record NotOnPath(Path directory) implements PathResult {}
}
