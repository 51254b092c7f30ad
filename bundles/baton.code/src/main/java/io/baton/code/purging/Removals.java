package io.baton.code.purging;

import io.baton.code.framework.FrameworkChanges;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.LeavingBundles;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.framework.service.ServiceRegistrations;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.leaking.LoaderWatch;
import io.baton.code.version.ModuleTable;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Gives up versions that are not in the table: their component, services, wires and bundle. What
 * still holds their class loader after that is watched.
 */
public final class Removals {
  private static final Log LOG = Log.of("io.baton.code");

  private final ModuleTable<InstalledVersion> table;
  private final Purger purger;
  private final ModuleComponents components;
  private final Wirings wirings;
  private final ServiceRegistrations services;
  private final LeavingBundles leaving;
  private final FrameworkChanges framework;
  private final LoaderWatch watch;
  private final Farewells farewells;

  /**
   * Removals from everything that knows a version.
   *
   * @param table which versions there are
   * @param purger ends the processes in a version
   * @param components those of versions
   * @param wirings which bundles are wired to versions
   * @param services what is shown of versions
   * @param leaving the bundles that go
   * @param framework makes the changes of what is shown
   * @param watch finds out whether the class loaders go
   */
  public Removals(
      ModuleTable<InstalledVersion> table,
      Purger purger,
      ModuleComponents components,
      Wirings wirings,
      ServiceRegistrations services,
      LeavingBundles leaving,
      FrameworkChanges framework,
      LoaderWatch watch) {
    this.table = table;
    this.purger = purger;
    this.components = components;
    this.wirings = wirings;
    this.services = services;
    this.leaving = leaving;
    this.framework = framework;
    this.watch = watch;
    farewells = new Farewells(purger);
  }

  /**
   * Gives up a version that never became current, and ends the processes in it.
   *
   * @param version that is ready, and is refused
   */
  public void drop(InstalledVersion version) {
    try {
      purger.becameOld(version.loaded());
      Purger.Killed killed = purger.close(version.loaded(), Instant.now());
      if (!killed.killed().isEmpty()) {
        LOG.log(Level.INFO, "%s was dropped; killed %s".formatted(version, killed.killed()));
      }
    } finally {
      remove(version, false);
    }
  }

  /**
   * Decides what becomes of a version that is ready. If that fails in whatever way, the version is
   * dropped: a load that has not said that it is current has left nothing.
   *
   * @param ready started, its object made, its classes linked
   * @param decision makes it current or drops it
   * @param <R> what is decided
   * @return what is decided
   */
  public <R> R dropOnFailure(InstalledVersion ready, Supplier<R> decision) {
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

  /** Gives up a version that was in the table, and is not any more. */
  void purged(InstalledVersion version) {
    remove(version, true);
  }

  private void remove(InstalledVersion version, boolean wasLoaded) {
    String module = version.id().module();
    components.remove(version.component());
    wirings.givenUp(version, wasLoaded);
    boolean isUsed = table.of(module).currentVersion().filter(version::sharesItsBundle).isPresent();
    framework.make(module, () -> leave(version, isUsed));
    watch.add(version.id(), Instant.now(), version.loader());
  }

  private void leave(InstalledVersion version, boolean isUsed) {
    services.withdraw(version);
    leaving
        .leave(version, isUsed)
        .ifPresentOrElse(
            uninstall -> farewells.begin(version.loaded(), uninstall),
            () -> purger.left(version.loaded()));
  }
}
