package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.leaving.LeaveTaking;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Old;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Purges and soft purges of old versions. Each runs in the lane of its module. */
public final class Purges {
  private final ModuleQueues lanes;
  private final ModuleTable<InstalledVersion> table;
  private final Purger purger;
  private final Wirings wirings;
  private final Removals removals;
  private final LeaveTaking leaves;

  /**
   * Purges in the lanes of modules.
   *
   * @param lanes of modules
   * @param table which versions there are
   * @param purger ends the processes in a version
   * @param wirings which bundles use a version
   * @param removals give up what was purged
   * @param leaves tell listeners of purges
   */
  public Purges(
      ModuleQueues lanes,
      ModuleTable<InstalledVersion> table,
      Purger purger,
      Wirings wirings,
      Removals removals,
      LeaveTaking leaves) {
    this.lanes = lanes;
    this.table = table;
    this.purger = purger;
    this.wirings = wirings;
    this.removals = removals;
    this.leaves = leaves;
  }

  /**
   * Purges the old version of a module, in its lane.
   *
   * @param module name of the module
   * @return what was found and ended
   */
  public PurgeResult purge(String module) {
    return lanes.run(module, () -> purgeInLane(module));
  }

  /**
   * Purges the old version of a module. Called in its lane.
   *
   * @param module name of the module
   * @return what was found and ended
   */
  PurgeResult purgeInLane(String module) {
    return purgeInLane(module, removals::purged);
  }

  /**
   * Purges the old version of a module, and gives up its bundle later: a busy framework may take a
   * moment for that. Called in the module's lane.
   *
   * @param module name of the module
   * @return what was found and ended, and what gives up the version
   */
  public Begun begin(String module) {
    List<InstalledVersion> purged = new ArrayList<>();
    PurgeResult result = purgeInLane(module, purged::add);
    return new Begun(result, () -> purged.forEach(removals::purged));
  }

  /**
   * A purge of a version that is not in the table any more.
   *
   * @param result what was found and ended
   * @param removal gives up the version, to be run once
   */
  public record Begun(PurgeResult result, Runnable removal) {
    /**
     * No purge.
     *
     * @param module name of the module
     * @return the purge of a module without an old version
     */
    public static Begun nothing(String module) {
      return new Begun(new PurgeResult.NoOldVersion(module), () -> {});
    }
  }

  private PurgeResult purgeInLane(String module, Consumer<InstalledVersion> then) {
    Old<InstalledVersion> old = table.of(module).old();
    if (old == null) {
      return new PurgeResult.NoOldVersion(module);
    }
    InstalledVersion version = old.version();
    Purger.Killed killed = purger.close(version.loaded(), old.since());
    List<WiredBundle> wired = wirings.users(version);
    table.purge(module);
    then.accept(version);
    tell(version);
    return killed.killed().isEmpty()
        ? new PurgeResult.Purged(version.id(), wired)
        : new PurgeResult.PurgedByKilling(version.id(), killed.killed(), killed.fenced(), wired);
  }

  /**
   * Purges the old version of a module if nothing uses it, in the module's lane.
   *
   * @param module name of the module
   * @return what uses it; then nothing has changed
   */
  public SoftPurgeResult softPurge(String module) {
    return lanes.run(module, () -> softPurgeInLane(module));
  }

  private SoftPurgeResult softPurgeInLane(String module) {
    Old<InstalledVersion> old = table.of(module).old();
    if (old == null) {
      return new SoftPurgeResult.NoOldVersion(module);
    }
    InstalledVersion version = old.version();
    Optional<Lingering> leave = leaves.pending(version.loaded(), old.since());
    if (leave.isPresent()) {
      return new SoftPurgeResult.StillUsed(version.id(), stillIn(old, leave.get()));
    }
    wirings.awaitResolves();
    List<WiredBundle> wired = wirings.users(version);
    if (!wired.isEmpty()) {
      return new SoftPurgeResult.StillUsed(
          version.id(), purger.lingering(version.loaded(), old.since()), wired);
    }
    List<Lingering> lingering = purger.closeIfUnused(version.loaded(), old.since());
    if (!lingering.isEmpty()) {
      return new SoftPurgeResult.StillUsed(version.id(), lingering);
    }
    table.purge(module);
    removals.purged(version);
    tell(version);
    return new SoftPurgeResult.Purged(version.id());
  }

  /** Returns what is in a version that takes leave, or is about to. */
  private List<Lingering> stillIn(Old<InstalledVersion> old, Lingering leave) {
    List<Lingering> lingering = purger.lingering(old.version().loaded(), old.since());
    return lingering.isEmpty() ? List.of(leave) : lingering;
  }

  private void tell(InstalledVersion purged) {
    leaves.purged(
        purged.loaded(), table.of(purged.id().module()).currentVersion().map(InstalledVersion::id));
  }
}
