package io.baton.code.loading;

import io.baton.code.calling.Switching;
import io.baton.code.calling.Target;
import io.baton.code.calling.Views;
import io.baton.code.framework.FrameworkChanges;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.service.ServiceRegistrations;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.leaving.LeaveTaking;
import io.baton.code.purging.Purger;
import io.baton.code.version.ModuleTable;
import io.baton.spi.Rounds;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The moment at which versions become current: for calls, in the table, and in what the framework
 * shows. It cannot fail, and takes effect for all callers at once.
 */
public final class VersionSwitch {
  private final ModuleTable<InstalledVersion> table;
  private final Views views;
  private final Purger purger;
  private final Wirings wirings;
  private final ServiceRegistrations services;
  private final FrameworkChanges framework;
  private final Consumer<String> changed;
  private final LeaveTaking leaves;

  /**
   * No version is switched to yet.
   *
   * @param table which versions there are
   * @param views whose calls reach what is current
   * @param purger watches the processes in what has become old
   * @param wirings which versions bundles are wired to
   * @param services what is shown of versions
   * @param framework makes the changes of what is shown
   * @param changed gets each module that was changed
   * @param leaves let versions take leave and begin
   */
  public VersionSwitch(
      ModuleTable<InstalledVersion> table,
      Views views,
      Purger purger,
      Wirings wirings,
      ServiceRegistrations services,
      FrameworkChanges framework,
      Consumer<String> changed,
      LeaveTaking leaves) {
    this.table = table;
    this.views = views;
    this.purger = purger;
    this.wirings = wirings;
    this.services = services;
    this.framework = framework;
    this.changed = changed;
    this.leaves = leaves;
  }

  /**
   * Makes versions current at one moment. Called in the lanes of all; none has an old one as well.
   *
   * @param ready of different modules
   * @return the same versions, current since now
   */
  List<InstalledVersion> makeCurrent(List<InstalledVersion> ready) {
    Instant now = Instant.now();
    List<InstalledVersion> versions = ready.stream().map(version -> version.loadedAt(now)).toList();
    List<Runnable> writing = // made before it is decided
        versions.stream().flatMap(version -> writing(version, now).stream()).toList();
    List<Runnable> callbacks = versions.stream().map(this::callbacks).toList();
    Switching.all(versions.stream().map(this::move).toList());
    Rounds.untilDone(writing);
    services.current(versions).forEach(framework::make);
    versions.forEach(version -> changed.accept(version.id().module()));
    callbacks.forEach(Runnable::run);
    return versions;
  }

  private Runnable callbacks(InstalledVersion version) {
    String module = version.id().module();
    InstalledVersion before = table.of(module).current();
    return () -> leaves.switched(module, before == null ? null : before.loaded(), version.loaded());
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

  /**
   * Returns whether a version is the old one of its module: a bundle that was stopped and is
   * started again is the same code, not a version of its own.
   */
  boolean isOld(InstalledVersion version) {
    return table
        .of(version.id().module())
        .oldVersion()
        .filter(old -> old.loader() == version.loader())
        .isPresent();
  }
}
