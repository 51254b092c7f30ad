package io.baton.api.code;

import java.util.List;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of {@link CodeLoader#finishLoading} and {@link CodeLoader#atomicLoad}: all, or nothing.
 */
@ProviderType
public sealed interface FinishResult {
  /**
   * A load that succeeded: all versions are current, from one moment on.
   *
   * @param current the versions, in the order of their modules' names
   * @param changes what becomes of the existing values, as for {@link LoadResult.Loaded}
   * @param purged what became of old versions, if the configuration lets such a load purge them;
   *     none for a module that had no old version
   */
  record Loaded(List<ModuleVersion> current, List<ShapeChange> changes, List<PurgeResult> purged)
      implements FinishResult {
    /** Copies the lists. */
    public Loaded {
      current = List.copyOf(current);
      changes = List.copyOf(changes);
      purged = List.copyOf(purged);
    }

    /**
     * Creates the result of a load that has purged nothing.
     *
     * @param current the versions
     * @param changes what becomes of the existing values
     */
    public Loaded(List<ModuleVersion> current, List<ShapeChange> changes) {
      this(current, changes, List.of());
    }
  }

  /**
   * A refusal: none of the versions is current.
   *
   * @param errors why, by module
   */
  record Refused(SortedMap<String, LoadResult.Refused> errors) implements FinishResult {}

  /**
   * A refusal: the versions were finished or closed before; nothing has changed. (Erlang's code
   * server dies.)
   */
  record UsedUp() implements FinishResult {}
}
