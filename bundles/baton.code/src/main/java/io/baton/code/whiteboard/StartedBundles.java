package io.baton.code.whiteboard;

import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.code.framework.Callbacks;
import io.baton.code.framework.ComponentChanges;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.ModuleComponent;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.loading.Commits;
import io.baton.code.loading.Obstacles;
import io.baton.code.loading.OldVersion;
import io.baton.code.purging.Deletes;
import io.baton.code.purging.Purger;
import io.baton.code.purging.Removals;
import io.baton.code.version.ModuleTable;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * Decides what becomes of modules whose bundles another program than the code server starts, stops,
 * updates or uninstalls. The framework holds locks meanwhile, so it is not made to wait for long.
 */
public final class StartedBundles {
  private final ModuleTable<InstalledVersion> table;
  private final ModuleQueues lanes;
  private final Obstacles obstacles;
  private final StartOrder order;
  private final ModuleComponents components;
  private final ComponentChanges changes;
  private final Purger purger;
  private final Removals removals;
  private final Commits commits;
  private final Deletes deletes;

  /**
   * Nothing has started yet.
   *
   * @param table which versions there are
   * @param lanes of modules
   * @param obstacles keep versions from being loaded
   * @param order which of several bundles is loaded
   * @param components those of versions
   * @param changes follows them
   * @param purger watches the processes in old versions
   * @param removals drop a version that could not be decided about
   * @param commits make versions current
   * @param deletes of what is gone
   */
  public StartedBundles(
      ModuleTable<InstalledVersion> table,
      ModuleQueues lanes,
      Obstacles obstacles,
      StartOrder order,
      ModuleComponents components,
      ComponentChanges changes,
      Purger purger,
      Removals removals,
      Commits commits,
      Deletes deletes) {
    this.table = table;
    this.lanes = lanes;
    this.obstacles = obstacles;
    this.order = order;
    this.components = components;
    this.changes = changes;
    this.purger = purger;
    this.removals = removals;
    this.commits = commits;
    this.deletes = deletes;
  }

  /**
   * Loads a version whose bundle was started; purges what is in the way. An old version without a
   * current one is not: it was uninstalled just before, and callers in it may wait for this one.
   *
   * @param byHand whether just this bundle was stopped and started
   * @return empty if others come first and take long
   */
  Optional<StartOrder.Outcome> load(InstalledVersion version, boolean byHand) {
    return lanes.run(
        version.id().module(),
        () -> removals.dropOnFailure(version, () -> decided(version, byHand)),
        Callbacks.PATIENCE);
  }

  private StartOrder.Outcome decided(InstalledVersion version, boolean byHand) {
    Optional<StartOrder.Outcome> leftAlone =
        refused(version).or(() -> byHand ? Optional.empty() : order.leftAlone(version));
    leftAlone.ifPresent(_ -> components.remove(version.component()));
    return leftAlone.orElseGet(
        () -> new StartOrder.Outcome.Tried(commits.load(version, OldVersion.REPLACE)));
  }

  /** Returns what has changed while it had to wait. */
  private Optional<StartOrder.Outcome> refused(InstalledVersion version) {
    return obstacles
        .sticky(version.id().module(), version)
        .or(() -> stopped(version))
        .map(StartOrder.Outcome.Tried::new);
  }

  private static Optional<LoadResult.Refused> stopped(InstalledVersion version) {
    return version.component().isAway()
        ? Optional.of(new LoadResult.OnLoadFailure(version.toString(), "it was stopped meanwhile"))
        : Optional.empty();
  }

  /**
   * Makes an old version current again whose bundle was stopped and started by hand. Its new object
   * has passed its {@code onLoad}.
   *
   * @return empty if it is not old or has no object, or others come first and take long
   */
  Optional<LoadResult> takeBack(ModuleComponent component) {
    String module = component.id().module();
    Optional<Optional<LoadResult>> result =
        lanes.run(
            module,
            () ->
                table
                    .of(module)
                    .oldVersion()
                    .filter(old -> old.component() == component && !component.isAway())
                    .map(old -> commits.takeBack(old)),
            Callbacks.PATIENCE);
    return result.flatMap(taken -> taken);
  }

  /**
   * Deletes a module whose bundle does not hold it any more; purges what is in the way. Calls wait
   * for a while for what may come in its place.
   *
   * @param why what has become of the bundle
   * @return empty if others come first and take long
   */
  Optional<PurgeResult> gone(ModuleComponent component, String why) {
    String module = component.id().module();
    return lanes.run(
        module,
        () -> {
          InstalledVersion current = table.of(module).current();
          return current == null || current.component() != component
              ? new PurgeResult.NoOldVersion(module)
              : deletes.expectOther(current, components.absence(() -> why));
        },
        Callbacks.PATIENCE);
  }

  /** Finds out what has become of the versions that were there while the code server was not. */
  void catchUp() {
    table
        .all()
        .forEach((_, versions) -> {
          versions.oldVersion().map(InstalledVersion::loaded).ifPresent(purger::becameOld);
          versions.currentVersion().map(InstalledVersion::component).ifPresent(this::catchUp);
        });
  }

  private void catchUp(ModuleComponent component) {
    if (component.bundle().getState() == Bundle.UNINSTALLED) {
      var _ = gone(component, "its bundle was uninstalled; load the module");
    } else if (component.service().getBundle() == null) {
      changes.left(component, component.service());
    }
  }
}
