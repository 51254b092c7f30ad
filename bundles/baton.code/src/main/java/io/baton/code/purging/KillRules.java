package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.code.version.Names;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration says of the processes that purges may end. It is asked once for each
 * purge, when nothing can enter the version any more.
 *
 * @param kills which purges may end any
 * @param modules in whose old versions no purge ends any
 * @param processes that no purge ends, by what {@link Lingering#name} says
 */
public record KillRules(Kills kills, Names modules, Names processes) {
  /** Every purge ends what is in its way. */
  public static final KillRules NONE = new KillRules(Kills.ANY, Names.NONE, Names.NONE);

  /** The purges that may end processes. */
  public enum Kills {
    /** All. */
    ANY,
    /** Those that a caller has asked for, and no purge of a load. */
    ASKED
  }

  /** What has asked for a purge. */
  public enum Asker {
    /** A caller. */
    PURGE,
    /** A load that needs the place of the old version. */
    LOAD
  }

  /** Returns whether there are none, so that a purge need not be asked for. */
  boolean isEmpty() {
    return kills == Kills.ANY && modules.isEmpty() && processes.isEmpty();
  }

  /**
   * Refuses a purge.
   *
   * @param old the version to be purged
   * @param inside the living processes and threads in it
   * @param asker of the purge
   * @return the refusal; empty if it may end all of them
   */
  Optional<PurgeResult.Refused> refused(ModuleVersion old, List<Lingering> inside, Asker asker) {
    if (inside.isEmpty()) {
      return Optional.empty();
    }
    if (modules.contains(old.module())) {
      return Optional.of(
          refused(old, inside, "purge.spares.modules = %s spares them".formatted(modules)));
    }
    List<Lingering> spared = inside.stream().filter(one -> processes.contains(one.name())).toList();
    if (!spared.isEmpty()) {
      return Optional.of(
          refused(old, spared, "purge.spares.processes = %s spares them".formatted(processes)));
    }
    return kills == Kills.ASKED && asker == Asker.LOAD
        ? Optional.of(
            new PurgeResult.Refused(
                old, inside, "a load may not end them (purge.kills = asked): purge it first"))
        : Optional.empty();
  }

  private static PurgeResult.Refused refused(
      ModuleVersion old, List<Lingering> spared, String why) {
    return new PurgeResult.Refused(
        old, spared, why + ": let them leave it, or change the configuration");
  }
}
