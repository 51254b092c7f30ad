package io.baton.api.code;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of a purge. Afterwards the module has no old version, unless the configuration spares what
 * is in it.
 */
@ProviderType
public sealed interface PurgeResult {
  /**
   * A purge of a module without an old version.
   *
   * @param module the name that was asked for
   */
  record NoOldVersion(String module) implements PurgeResult {}

  /**
   * A purge that ended no process: the old version is gone, and none was in it.
   *
   * @param old the version that was removed
   * @param wired bundles that stay wired to it, see {@link #wiredBundles()}
   */
  record Purged(ModuleVersion old, List<WiredBundle> wired) implements PurgeResult {
    /** Copies the list. */
    public Purged {
      wired = List.copyOf(wired);
    }

    /**
     * Creates the result for a version that no bundle is wired to.
     *
     * @param old the version that was removed
     */
    public Purged(ModuleVersion old) {
      this(old, List.of());
    }
  }

  /**
   * A purge that ended processes: the old version is gone, and so are all that were in it.
   *
   * @param old the version that was removed
   * @param killed the processes that were ended, with reason {@code killed}; at least one
   * @param fenced those of them whose thread has not unwound yet: dead to everyone, and unable to
   *     do anything through Baton
   * @param wired bundles that stay wired to it, see {@link #wiredBundles()}
   */
  record PurgedByKilling(
      ModuleVersion old, List<Lingering> killed, List<Lingering> fenced, List<WiredBundle> wired)
      implements PurgeResult {
    /** Copies the lists. */
    public PurgedByKilling {
      killed = List.copyOf(killed);
      fenced = List.copyOf(fenced);
      wired = List.copyOf(wired);
    }

    /**
     * Creates the result for a version that no bundle is wired to.
     *
     * @param old the version that was removed
     * @param killed the processes that were ended
     * @param fenced those of them whose thread has not unwound yet
     */
    public PurgedByKilling(ModuleVersion old, List<Lingering> killed, List<Lingering> fenced) {
      this(old, killed, fenced, List.of());
    }
  }

  /**
   * A purge that would have ended processes which the configuration spares (properties {@code
   * purge.*} of {@code io.baton.code}): nothing has changed, and none was ended. Erlang has no such
   * answer.
   *
   * @param old the version that is still there
   * @param spared those in it that this purge must not end; at least one
   * @param why the property, and what to do
   */
  record Refused(ModuleVersion old, List<Lingering> spared, String why) implements PurgeResult {
    /** Copies the list. */
    public Refused {
      spared = List.copyOf(spared);
    }
  }

  /**
   * Returns the processes that the purge ended.
   *
   * @return empty unless this is {@link PurgedByKilling}
   */
  default List<Lingering> killedProcesses() {
    return this instanceof PurgedByKilling(_, var killed, _, _) ? killed : List.of();
  }

  /**
   * Returns the bundles that were wired to the version that was removed, and still are. Its
   * interfaces and its data (records, enums) remain usable for them, all other code of it throws
   * {@link PurgedCodeException}, and its classes stay in memory, until these bundles are refreshed.
   *
   * @return empty if no version was removed
   */
  default List<WiredBundle> wiredBundles() {
    return switch (this) {
      case NoOldVersion _, Refused _ -> List.of();
      case Purged(_, var wired) -> wired;
      case PurgedByKilling(_, _, _, var wired) -> wired;
    };
  }
}
