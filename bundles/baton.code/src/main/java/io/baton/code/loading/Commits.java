package io.baton.code.loading;

import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.ShapeChange;
import io.baton.code.checking.LoadChecks;
import io.baton.code.framework.ComponentChanges;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.purging.PurgePermit;
import io.baton.code.purging.PurgePermit.Answer;
import io.baton.code.purging.Purges;
import io.baton.code.purging.Removals;
import io.baton.code.restart.Restart;
import io.baton.code.running.OnLoads;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Versions;
import java.util.ArrayList;
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
    Optional<LoadResult.Refused> refused =
        ready.changed().or(() -> restart.keep(List.of(ready)).map(why -> notStored(ready, why)));
    if (refused.isPresent()) {
      otherwise.run();
      return refused.get();
    }
    List<ShapeChange> changes = checks.announce(ready.loaded());
    LoadResult result =
        switch (ask(ready, policy)) {
          case Answer.Refused(var why) -> why.apply(ready.toString());
          case Answer.Granted(var permit) -> {
            try (permit) {
              yield recorded(ready, permit, changes);
            }
          }
        };
    if (result instanceof LoadResult.Refused) {
      otherwise.run(); // it may run code that waits for the permit to be closed
    }
    return result;
  }

  /** An old version without a current one is no obstacle, unless the place of both is needed. */
  private Answer ask(InstalledVersion ready, OldVersion policy) {
    String module = ready.id().module();
    boolean isInTheWay = policy == OldVersion.PURGE || table.of(module).current() != null;
    if (versions.isOld(ready) || !isInTheWay) {
      return new Answer.Granted(PurgePermit.unneeded(module));
    }
    return policy == OldVersion.UNUSED ? purges.askIfUnused(module) : purges.ask(module);
  }

  private LoadResult recorded(
      InstalledVersion ready, PurgePermit permit, List<ShapeChange> changes) {
    Optional<String> failure = restart.record(List.of(ready));
    return failure.isPresent() ? notStored(ready, failure.get()) : commit(ready, permit, changes);
  }

  private static LoadResult.Refused notStored(InstalledVersion version, String why) {
    return new LoadResult.NotStored(version.toString(), why);
  }

  /**
   * Makes one version current; cannot fail. It runs no code of others: queues notify them when the
   * table is written.
   */
  private LoadResult commit(InstalledVersion ready, PurgePermit permit, List<ShapeChange> changes) {
    Versions<InstalledVersion> now = table.of(ready.id().module());
    PurgePermit.Begun purge = permit.begin();
    InstalledVersion version = versions.makeCurrent(List.of(ready)).getFirst();
    now.currentVersion().ifPresent(components::settled);
    purge.removal().run();
    return new LoadResult.Loaded(
        version.id(), now.currentVersion().map(InstalledVersion::id), purge.result(), changes);
  }

  /**
   * Makes versions current at one moment, all or none. Called in the lanes of all.
   *
   * @param ready stay ready if they are refused
   * @param policy about the old versions
   * @return what was loaded, or why nothing was
   */
  FinishResult commit(List<InstalledVersion> ready, OldVersion policy) {
    List<ShapeChange> changes =
        ready.stream().flatMap(version -> checks.announce(version.loaded()).stream()).toList();
    SortedMap<String, LoadResult.Refused> errors = new TreeMap<>();
    restart.keep(ready).ifPresent(why -> refuse(ready, why, errors));
    List<PurgePermit> permits = new ArrayList<>();
    try {
      ready.forEach(version -> {
        switch (ask(version, policy)) {
          case Answer.Granted(var permit) -> permits.add(permit);
          case Answer.Refused(var why) ->
              errors.put(version.id().module(), why.apply(version.toString()));
        }
      });
      if (errors.isEmpty()) {
        restart.record(ready).ifPresent(why -> refuse(ready, why, errors));
      }
      return errors.isEmpty() ? commit(ready, permits, changes) : new FinishResult.Refused(errors);
    } finally {
      permits.forEach(PurgePermit::close);
    }
  }

  private static void refuse(
      List<InstalledVersion> ready, String why, SortedMap<String, LoadResult.Refused> errors) {
    ready.forEach(one -> errors.put(one.id().module(), notStored(one, why)));
  }

  private FinishResult commit(
      List<InstalledVersion> ready, List<PurgePermit> permits, List<ShapeChange> changes) {
    List<PurgePermit.Begun> purges = PurgePermit.begin(permits);
    List<ModuleVersion> current =
        versions.makeCurrent(ready).stream().map(InstalledVersion::id).toList();
    purges.forEach(purge -> purge.removal().run());
    return new FinishResult.Loaded(
        current,
        changes,
        purges.stream()
            .map(PurgePermit.Begun::result)
            .filter(result -> !(result instanceof PurgeResult.NoOldVersion))
            .toList());
  }
}
