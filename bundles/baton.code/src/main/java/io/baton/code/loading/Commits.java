package io.baton.code.loading;

import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.ShapeChange;
import io.baton.code.checking.LoadChecks;
import io.baton.code.framework.ComponentChanges;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.purging.Purges;
import io.baton.code.purging.Removals;
import io.baton.code.restart.Restart;
import io.baton.code.running.OnLoads;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Versions;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The second step of a load: makes a version current that is ready, or drops it. Every commit runs
 * in the lanes of its modules, so it finds the table as the change before has left it.
 */
public final class Commits {
  private final ModuleTable<InstalledVersion> table;
  private final OnLoads onLoads;
  private final LoadChecks checks;
  private final Restart restart;
  private final VersionSwitch versions;
  private final Purges purges;
  private final Removals removals;
  private final ComponentChanges components;

  /**
   * Commits in the lanes of modules.
   *
   * @param table which versions there are
   * @param onLoads of versions that are about to become current
   * @param checks compares it with the values that are there
   * @param restart knows what is current after a restart
   * @param versions makes it current
   * @param purges what is old already
   * @param removals give up what is not loaded
   * @param components follows the components of versions
   */
  public Commits(
      ModuleTable<InstalledVersion> table,
      OnLoads onLoads,
      LoadChecks checks,
      Restart restart,
      VersionSwitch versions,
      Purges purges,
      Removals removals,
      ComponentChanges components) {
    this.table = table;
    this.onLoads = onLoads;
    this.checks = checks;
    this.restart = restart;
    this.versions = versions;
    this.purges = purges;
    this.removals = removals;
    this.components = components;
  }

  /**
   * Makes a version current, after its {@code onLoad} if it has one. Called in the module's lane.
   *
   * @param ready is dropped if it is refused
   * @param policy about the old version
   * @return what was loaded, or why not
   */
  public LoadResult load(InstalledVersion ready, OldVersion policy) {
    boolean first = table.of(ready.id().module()).current() == null;
    Runnable drop = () -> removals.drop(ready);
    return onLoads.load(ready.loaded(), first, () -> commit(ready, policy, drop), drop::run);
  }

  /**
   * Makes an old version current again. Called in the module's lane.
   *
   * @param old stays old if it is refused
   * @return what was loaded, or why not
   */
  public LoadResult takeBack(InstalledVersion old) {
    return commit(old, OldVersion.PURGE, () -> {});
  }

  /** Makes a version current if it will be that after a restart as well. */
  private LoadResult commit(InstalledVersion ready, OldVersion policy, Runnable otherwise) {
    Optional<LoadResult.Refused> refused = ready.changed().or(() -> record(ready));
    if (refused.isEmpty()) {
      return commit(ready, policy);
    }
    otherwise.run();
    return refused.get();
  }

  private Optional<LoadResult.Refused> record(InstalledVersion ready) {
    return restart.record(List.of(ready)).map(why -> notStored(ready, why));
  }

  private static LoadResult.Refused notStored(InstalledVersion version, String why) {
    return new LoadResult.NotStored(version.toString(), why);
  }

  /**
   * Makes one version current; cannot fail. It runs no code of others: queues notify them when the
   * table is written.
   */
  private LoadResult commit(InstalledVersion ready, OldVersion policy) {
    String module = ready.id().module();
    Versions<InstalledVersion> now = table.of(module);
    List<ShapeChange> changes = checks.announce(ready.loaded());
    Purges.Begun purge =
        !versions.isOld(ready) && (policy == OldVersion.PURGE || now.current() != null)
            ? purges.begin(module)
            : Purges.Begun.nothing(module);
    InstalledVersion version = versions.makeCurrent(List.of(ready)).getFirst();
    now.currentVersion().ifPresent(components::settled);
    purge.removal().run();
    return new LoadResult.Loaded(
        version.id(), now.currentVersion().map(InstalledVersion::id), purge.result(), changes);
  }

  /**
   * Makes versions current at one moment, all or none. Called in the lanes of all.
   *
   * @param ready stay ready if they are refused; none has an old version as well as a current one
   * @return what was loaded, or why nothing was
   */
  FinishResult commit(List<InstalledVersion> ready) {
    List<ShapeChange> changes =
        ready.stream().flatMap(version -> checks.announce(version.loaded()).stream()).toList();
    Optional<String> failure = restart.record(ready);
    if (failure.isPresent()) {
      SortedMap<String, LoadResult.Refused> errors = new TreeMap<>();
      ready.forEach(one -> errors.put(one.id().module(), notStored(one, failure.get())));
      return new FinishResult.Refused(errors);
    }
    List<ModuleVersion> current =
        versions.makeCurrent(ready).stream().map(InstalledVersion::id).toList();
    return new FinishResult.Loaded(current, changes);
  }
}
