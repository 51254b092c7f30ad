package io.baton.code;

import io.baton.api.code.DeleteResult;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.code.ModuleTable.Old;
import io.baton.code.ModuleTable.Versions;
import io.baton.code.calling.Target;
import io.baton.code.calling.Views;
import io.baton.code.loading.Artifact;
import io.baton.code.loading.Loader;
import io.baton.code.loading.Prepared;
import io.baton.code.purging.LoaderWatch;
import io.baton.code.purging.Purger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceReference;

/**
 * What can happen to a module: load, purge, soft purge, delete. Every change runs in the module's
 * lane, so it finds the table as the change before has left it.
 */
final class CodeServer {
  /** How long the framework is made to wait; a job that takes longer may be waiting for it. */
  private static final Duration FRAMEWORK_PATIENCE = Duration.ofSeconds(2);

  private final ModuleTable<Version> table;
  private final Clock clock = Clock.systemUTC();
  private final Footprints footprints;
  private final Lanes lanes;
  private final Views views;
  private final Loader loader;
  private final Purger purger;
  private final LoaderWatch watch;
  private final Consumer<String> changed;

  CodeServer(Parts parts, ModuleTable<Version> table, Consumer<String> changed) {
    this.table = table;
    lanes = parts.lanes();
    views = parts.views();
    loader = parts.loader();
    purger = parts.purger();
    watch = parts.watch();
    footprints = new Footprints(parts.apis());
    this.changed = changed;
  }

  /** What the server works with. */
  record Parts(
      Lanes lanes, Views views, Loader loader, Purger purger, LoaderWatch watch, ApiViews apis) {}

  /** What to do about an old version that is in the way of a load. */
  enum OldVersion {
    /** Refuse the load, as {@code code:load_file} does. */
    KEEP,
    /** Purge it once the new version is ready, as {@code c:l} does. */
    PURGE
  }

  ModuleTable<Version> table() {
    return table;
  }

  LoadResult load(Artifact artifact, OldVersion policy) {
    String module = artifact.module();
    return lanes.run(
        module,
        () -> {
          Old<Version> old = table.of(module).old();
          if (old != null && policy == OldVersion.KEEP) {
            return new LoadResult.NotPurged(artifact.what(), old.version().id(), lingering(module));
          }
          return switch (loader.prepare(artifact)) {
            case Prepared.Failed(var refused) -> refused;
            case Prepared.Ready(var version) -> commit(version);
          };
        });
  }

  /**
   * A version whose bundle was started by hand; purges what is in the way.
   *
   * @return empty if others come first and take long
   */
  Optional<LoadResult> loadStarted(Version version) {
    return lanes.run(
        version.id().module(),
        () -> refused(version).orElseGet(() -> commit(version)),
        FRAMEWORK_PATIENCE);
  }

  /** What has changed while it had to wait, or was there before. */
  private Optional<LoadResult> refused(Version version) {
    if (version.service().getBundle() == null) {
      return Optional.of(
          new LoadResult.OnLoadFailure(version.toString(), "it was stopped meanwhile"));
    }
    return table
        .of(version.id().module())
        .currentVersion()
        .filter(current -> current.loader() == version.loader())
        .filter(current -> current.service().getBundle() != null)
        .map(current ->
            new LoadResult.BadFile(
                version.toString(),
                "its bundle has registered another service of this module already: "
                    + current.service()));
  }

  /** A bundle has come or gone, which may hold another version of an api. Does not wait. */
  void bundleChanged(BundleEvent event) {
    table
        .all()
        .forEach((module, versions) ->
            versions
                .currentVersion()
                .filter(current -> footprints.concerns(event, current))
                .ifPresent(_ -> lanes.later(module, () -> apisChanged(module))));
  }

  private void apisChanged(String module) {
    table.of(module).currentVersion().ifPresent(footprints::apisChanged);
  }

  /** Gives up what is registered in the code server's own name. */
  void stop() {
    footprints.close();
  }

  /** Whether a bundle's version was purged, and its own end is near. */
  boolean isLeaving(Bundle bundle) {
    return footprints.isLeaving(bundle);
  }

  /** The second step of a load: cannot fail, and takes effect for all callers at once. */
  private LoadResult commit(Version ready) {
    String module = ready.id().module();
    takeBack(module, ready.loader());
    PurgeResult purged = purgeInLane(module);
    Version version = ready.loadedAt(clock.instant());
    Optional<Version> before = table.of(module).currentVersion();
    views.of(module).switchTo(new Target(module, version.callable()));
    before.ifPresent(purger::becameOld);
    table.load(module, version, clock.instant());
    footprints.current(version);
    changed.accept(module);
    return new LoadResult.Loaded(version.id(), before.map(Version::id), purged);
  }

  /** A bundle that was stopped and is started again is the same code: not a version of its own. */
  private void takeBack(String module, ClassLoader loader) {
    Old<Version> old = table.of(module).old();
    if (old != null && old.version().loader() == loader) {
      table.purge(module);
      purger.isNotOld(old.version());
      footprints.withdraw(old.version());
    }
  }

  PurgeResult purge(String module) {
    return lanes.run(module, () -> purgeInLane(module));
  }

  private PurgeResult purgeInLane(String module) {
    Old<Version> old = table.of(module).old();
    if (old == null) {
      return new PurgeResult.NoOldVersion(module);
    }
    Version version = old.version();
    Purger.Killed killed = purger.close(version, old.since());
    remove(module, version);
    return killed.killed().isEmpty()
        ? new PurgeResult.Purged(version.id())
        : new PurgeResult.PurgedByKilling(version.id(), killed.killed(), killed.fenced());
  }

  SoftPurgeResult softPurge(String module) {
    return lanes.run(
        module,
        () -> {
          Old<Version> old = table.of(module).old();
          if (old == null) {
            return new SoftPurgeResult.NoOldVersion(module);
          }
          Version version = old.version();
          List<Lingering> lingering = purger.closeIfUnused(version, old.since());
          if (!lingering.isEmpty()) {
            return new SoftPurgeResult.StillUsed(version.id(), lingering);
          }
          remove(module, version);
          return new SoftPurgeResult.Purged(version.id());
        });
  }

  private void remove(String module, Version old) {
    table.purge(module);
    footprints.remove(old);
    watch.add(old.id(), clock.instant(), old.loader());
  }

  DeleteResult delete(String module) {
    return lanes.run(module, () -> deleteInLane(module));
  }

  /**
   * The bundle of the current version was stopped by hand; purges what is in the way.
   *
   * @return empty if others come first and take long
   */
  Optional<PurgeResult> stopped(String module, ServiceReference<?> service) {
    return lanes.run(
        module,
        () -> {
          if (!isCurrent(module, service)) {
            return new PurgeResult.NoOldVersion(module);
          }
          PurgeResult purged = purgeInLane(module);
          deleteInLane(module);
          return purged;
        },
        FRAMEWORK_PATIENCE);
  }

  boolean isCurrent(String module, ServiceReference<?> service) {
    return table
        .of(module)
        .currentVersion()
        .filter(version -> version.service().equals(service))
        .isPresent();
  }

  private DeleteResult deleteInLane(String module) {
    Versions<Version> now = table.of(module);
    Version current = now.current();
    if (now.old() != null) {
      return new DeleteResult.NotPurged(now.old().version().id());
    }
    if (current == null) {
      return new DeleteResult.NotLoaded(module);
    }
    views.of(module).switchTo(new Target(module, null));
    purger.becameOld(current);
    table.delete(module, clock.instant());
    footprints.deleted(current);
    changed.accept(module);
    return new DeleteResult.Deleted(current.id());
  }

  /** Every module that there is anything to say of. */
  List<ModuleStatus> status() {
    List<Lingering> fenced = purger.fenced();
    var modules = new TreeSet<>(table.all().keySet());
    fenced.forEach(one -> modules.add(one.version().module()));
    return modules.stream().map(module -> status(module, fenced)).toList();
  }

  private ModuleStatus status(String module, List<Lingering> fenced) {
    Versions<Version> versions = table.of(module);
    return new ModuleStatus(
        module,
        versions.currentVersion().map(Version::id),
        versions.oldVersion().map(Version::id),
        lingering(module),
        fenced.stream().filter(one -> one.version().module().equals(module)).toList());
  }

  List<Lingering> lingering(String module) {
    Old<Version> old = table.of(module).old();
    return old == null ? List.of() : purger.lingering(old.version(), old.since());
  }
}
