package io.baton.code;

import io.baton.api.code.CheckResult;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.ShapeChange;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import io.baton.spi.Log;
import io.baton.spi.Rounds;
import io.baton.code.calling.Absence;
import io.baton.code.calling.Switching;
import io.baton.code.calling.Target;
import io.baton.code.calling.Views;
import io.baton.code.checking.CheckContext;
import io.baton.code.checking.Checks;
import io.baton.code.checking.HeldFunctions;
import io.baton.code.checking.LoadChecks;
import io.baton.code.framework.ApiChanges;
import io.baton.code.framework.ComponentChanges;
import io.baton.code.framework.FrameworkChanges;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.framework.service.ServiceRegistrations;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.purging.LoaderWatch;
import io.baton.code.purging.Purger;
import io.baton.code.restart.Restart;
import io.baton.code.running.OnLoads;
import io.baton.code.status.ModuleStatuses;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Old;
import io.baton.code.version.ModuleTable.Versions;
import io.baton.code.version.Sticky;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * What can happen to a module: load, purge, soft purge, delete. Every change runs in the module's
 * lane, so it finds the table as the change before has left it.
 */
final class CodeServer {
  private static final Log LOG = Log.of("io.baton.code");

  private final ModuleTable<InstalledVersion> table;
  private final Clock clock = Clock.systemUTC();
  private final ServiceRegistrations services;
  private final LoadChecks checks;
  private final ModuleStatuses statuses;
  private final ModuleQueues lanes;
  private final Views views;
  private final OnLoads onLoads;
  private final Purger purger;
  private final LoaderWatch watch;
  private final Wirings wirings;
  private final ModuleComponents components;
  private final ComponentChanges componentChanges;
  private final ApiChanges apiChanges;
  private final Consumer<String> changed;
  private final Restart restart;
  private final FrameworkChanges framework;

  CodeServer(
      BundleContext context,
      Parts parts,
      ModuleTable<InstalledVersion> table,
      Consumer<String> changed) {
    this.table = table;
    lanes = parts.lanes();
    views = parts.views();
    onLoads = parts.onLoads();
    purger = parts.purger();
    watch = parts.watch();
    wirings = parts.wirings();
    services = parts.services();
    components = parts.components();
    framework = parts.framework();
    restart = parts.restart();
    componentChanges =
        new ComponentChanges(
            context, table, lanes, views, onLoads, components, services, framework);
    apiChanges = new ApiChanges(table, lanes, services, framework);
    checks =
        new LoadChecks(
            module -> table.of(module).currentVersion().map(InstalledVersion::loaded),
            new Checks(parts.checkContext()),
            onLoads);
    statuses = new ModuleStatuses(table, purger, wirings, new HeldFunctions(parts.checkContext()));
    this.changed = changed;
  }

  /** What the server works with. */
  record Parts(
      ModuleQueues lanes,
      Views views,
      OnLoads onLoads,
      Sticky sticky,
      Purger purger,
      LoaderWatch watch,
      Wirings wirings,
      ServiceRegistrations services,
      FrameworkChanges framework,
      CheckContext checkContext,
      ModuleComponents components,
      Restart restart) {}

  ModuleTable<InstalledVersion> table() {
    return table;
  }

  /** Makes a version current in the module's lane, after its {@code onLoad} if it has one. */
  LoadResult load(InstalledVersion ready, OldVersion policy) {
    boolean first = table.of(ready.id().module()).current() == null;
    return onLoads.load(
        ready.loaded(), first, () -> commit(ready, policy, () -> drop(ready)), () -> drop(ready));
  }

  /** Makes a version current if it will be that after a restart as well. */
  private LoadResult commit(InstalledVersion ready, OldVersion policy, Runnable otherwise) {
    Optional<LoadResult.Refused> refused =
        ready.changed().or(() -> record(List.of(ready)).map(why -> why.apply(ready)));
    if (refused.isEmpty()) {
      return commit(ready, policy);
    }
    otherwise.run();
    return refused.get();
  }

  /**
   * The last step that can fail: notes that versions are about to become current.
   *
   * @return why a version is refused, if that is not possible; empty if it is done
   */
  Optional<Function<InstalledVersion, LoadResult.Refused>> record(List<InstalledVersion> ready) {
    return restart.record(ready).map(why -> one -> new LoadResult.NotStored(one.toString(), why));
  }

  /**
   * Decides what becomes of a version that is ready. If that fails in whatever way, the version is
   * dropped: a load that has not said that it is current has left nothing.
   */
  <R> R decide(InstalledVersion ready, Supplier<R> decision) {
    boolean decided = false;
    try {
      R result = decision.get();
      decided = true;
      return result;
    } finally {
      if (!decided && !isLoaded(ready)) {
        drop(ready);
      }
    }
  }

  private boolean isLoaded(InstalledVersion version) {
    InstalledVersion current = table.of(version.id().module()).current();
    return current != null && current.loader() == version.loader();
  }

  /** The same if all live state passes; a version that is refused is dropped. */
  LoadResult loadChecked(InstalledVersion ready, OldVersion policy) {
    Optional<LoadResult.Refused> refused = checks.refused(ready.loaded());
    if (refused.isEmpty()) {
      return load(ready, policy);
    }
    drop(ready);
    return refused.get();
  }

  /** What a load would do to the values that are there; the version is dropped. */
  CheckResult check(InstalledVersion ready) {
    CheckResult checked = checks.constructed(ready.callable());
    drop(ready);
    return checked;
  }

  /** What can be said of a version before any of its code has run. */
  LoadChecks checks() {
    return checks;
  }

  /** Says what a load is about to do to the values that are there. */
  List<ShapeChange> announce(InstalledVersion ready) {
    return checks.announce(ready.loaded());
  }

  /** Gives up a version that never became current, and ends the processes in it. */
  void drop(InstalledVersion version) {
    try {
      purger.becameOld(version.loaded());
      Purger.Killed killed = purger.close(version.loaded(), clock.instant());
      if (!killed.killed().isEmpty()) {
        LOG.log(Level.INFO, "%s was dropped; killed %s".formatted(version, killed.killed()));
      }
    } finally {
      forget(version, false);
    }
  }

  /** Gives up everything of a version that is not in the table, or not any more. */
  private void forget(InstalledVersion version, boolean wasLoaded) {
    String module = version.id().module();
    components.remove(version.component());
    wirings.givenUp(version, wasLoaded);
    boolean isUsed =
        table
            .of(module)
            .currentVersion()
            .filter(current -> current.bundle() == version.bundle())
            .isPresent();
    framework.make(module, () -> services.remove(version, isUsed));
    watch.add(version.id(), clock.instant(), version.loader());
  }

  /** Follows what components do without a load. */
  ComponentChanges componentChanges() {
    return componentChanges;
  }

  /** Follows what the apis of versions do. */
  ApiChanges apiChanges() {
    return apiChanges;
  }

  /** From now on, what versions register is seen by others while they are current. */
  void start() {
    services.open();
  }

  /** Gives up what is registered in the code server's own name. */
  void stop() {
    services.close();
  }

  /** Whether a bundle's version was purged, and its own end is near. */
  boolean isLeaving(Bundle bundle) {
    return services.isLeaving(bundle);
  }

  /** Makes an old version current again. */
  LoadResult takeBack(InstalledVersion old) {
    return commit(old, OldVersion.PURGE, () -> {});
  }

  /**
   * The second step of a load: cannot fail, and takes effect for all callers at once. It runs no
   * code of others: that is told by queues, when the table is written.
   */
  private LoadResult commit(InstalledVersion ready, OldVersion policy) {
    String module = ready.id().module();
    Versions<InstalledVersion> now = table.of(module);
    List<ShapeChange> changes = announce(ready);
    List<InstalledVersion> purgedVersions = new ArrayList<>();
    PurgeResult purged =
        !isOld(ready) && (policy == OldVersion.PURGE || now.current() != null)
            ? purgeInLane(module, purgedVersions::add)
            : new PurgeResult.NoOldVersion(module);
    InstalledVersion version = makeCurrent(List.of(ready)).getFirst();
    now.currentVersion().ifPresent(componentChanges::settled);
    purgedVersions.forEach(old -> forget(old, true));
    return new LoadResult.Loaded(
        version.id(), now.currentVersion().map(InstalledVersion::id), purged, changes);
  }

  /** Makes versions current at one moment, in the lanes of all; none has an old one as well. */
  List<InstalledVersion> makeCurrent(List<InstalledVersion> ready) {
    Instant now = clock.instant();
    List<InstalledVersion> versions = ready.stream().map(version -> version.loadedAt(now)).toList();
    List<Runnable> writing = // made before it is decided
        versions.stream().flatMap(version -> writing(version, now).stream()).toList();
    Switching.all(versions.stream().map(this::move).toList());
    Rounds.untilDone(writing);
    services.current(versions).forEach(framework::make);
    versions.forEach(version -> changed.accept(version.id().module()));
    return versions;
  }

  private Switching.Move move(InstalledVersion version) {
    String module = version.id().module();
    return new Switching.Move(views.of(module), new Target(module, version.callable()));
  }

  private List<Runnable> writing(InstalledVersion version, Instant now) {
    String module = version.id().module();
    InstalledVersion before = table.of(module).current();
    return List.of(
        () -> purger.becameOld(before == null ? null : before.loaded()),
        isOld(version)
            ? () -> table.takeBack(module, version, now)
            : () -> table.load(module, version, now),
        () -> purger.isNotOld(version.loaded()),
        () -> wirings.settled(version));
  }

  /** A bundle that was stopped and is started again is the same code: not a version of its own. */
  private boolean isOld(InstalledVersion version) {
    return table
        .of(version.id().module())
        .oldVersion()
        .filter(old -> old.loader() == version.loader())
        .isPresent();
  }

  PurgeResult purge(String module) {
    return lanes.run(module, () -> purgeInLane(module));
  }

  private PurgeResult purgeInLane(String module) {
    return purgeInLane(module, old -> forget(old, true));
  }

  /**
   * Purges the old version.
   *
   * @param then what to do with it when it is not in the table any more: give up its bundle, for
   *     which a busy framework may take a moment
   */
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
    return killed.killed().isEmpty()
        ? new PurgeResult.Purged(version.id(), wired)
        : new PurgeResult.PurgedByKilling(version.id(), killed.killed(), killed.fenced(), wired);
  }

  SoftPurgeResult softPurge(String module) {
    return lanes.run(
        module,
        () -> {
          Old<InstalledVersion> old = table.of(module).old();
          if (old == null) {
            return new SoftPurgeResult.NoOldVersion(module);
          }
          InstalledVersion version = old.version();
          wirings.awaitResolves();
          List<WiredBundle> wired = wirings.users(version);
          if (!wired.isEmpty()) {
            return new SoftPurgeResult.StillUsed(version.id(), statuses.lingering(module), wired);
          }
          List<Lingering> lingering = purger.closeIfUnused(version.loaded(), old.since());
          if (!lingering.isEmpty()) {
            return new SoftPurgeResult.StillUsed(version.id(), lingering);
          }
          table.purge(module);
          forget(version, true);
          return new SoftPurgeResult.Purged(version.id());
        });
  }

  DeleteResult delete(String module) {
    return lanes.run(module, () -> deleteInLane(module, null));
  }

  /** Deletes what is current, in its lane; calls wait for a while for what may come. */
  PurgeResult expectOther(InstalledVersion current, Absence gone) {
    String module = current.id().module();
    PurgeResult purged = purgeInLane(module);
    deleteInLane(module, gone);
    componentChanges.settled(current);
    return purged;
  }

  private DeleteResult deleteInLane(String module, @Nullable Absence gone) {
    Versions<InstalledVersion> now = table.of(module);
    InstalledVersion current = now.current();
    if (now.old() != null) {
      return new DeleteResult.NotPurged(now.old().version().id());
    }
    if (current == null) {
      return new DeleteResult.NotLoaded(module);
    }
    restart.deleted(module);
    views.of(module).switchTo(new Target(module, null, gone));
    purger.becameOld(current.loaded());
    table.delete(module, clock.instant());
    framework.make(module, () -> services.deleted(current));
    changed.accept(module);
    return new DeleteResult.Deleted(current.id());
  }

  /** Answers what there is to say of modules. */
  ModuleStatuses statuses() {
    return statuses;
  }
}
