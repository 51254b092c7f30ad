package io.baton.code;

import io.baton.api.code.CodePath;
import io.baton.api.code.FunRuntime;
import io.baton.code.artifact.ArchiveBounds;
import io.baton.code.artifact.Directories;
import io.baton.code.artifact.SearchPath;
import io.baton.code.artifact.Sources;
import io.baton.code.calling.Views;
import io.baton.code.checking.CheckContext;
import io.baton.code.checking.Checks;
import io.baton.code.checking.HeldFunctions;
import io.baton.code.checking.LoadChecks;
import io.baton.code.framework.ApiChanges;
import io.baton.code.framework.Callbacks;
import io.baton.code.framework.ComponentChanges;
import io.baton.code.framework.FrameworkChanges;
import io.baton.code.framework.Listeners;
import io.baton.code.framework.OptionalServices;
import io.baton.code.framework.VersionListeners;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.LeavingBundles;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.framework.service.ServiceRegistrations;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.fun.ExternalFuns;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.leaking.Leaks;
import io.baton.code.leaking.LoaderWatch;
import io.baton.code.leaving.LeaveTaking;
import io.baton.code.loading.AtomicLoads;
import io.baton.code.loading.Commits;
import io.baton.code.loading.FileChecks;
import io.baton.code.loading.Loads;
import io.baton.code.loading.Obstacles;
import io.baton.code.loading.ThirdVersions;
import io.baton.code.loading.VersionSwitch;
import io.baton.code.preparing.Loader;
import io.baton.code.preparing.Readiness;
import io.baton.code.preparing.Signers;
import io.baton.code.purging.Deletes;
import io.baton.code.purging.Purger;
import io.baton.code.purging.Purges;
import io.baton.code.purging.Removals;
import io.baton.code.restart.Restart;
import io.baton.code.restart.StickyRecord;
import io.baton.code.running.OnLoads;
import io.baton.code.running.VersionProcess;
import io.baton.code.status.FileStatuses;
import io.baton.code.status.ModuleStatuses;
import io.baton.code.version.LoadedVersion;
import io.baton.code.version.ModuleTable;
import io.baton.code.whiteboard.ModuleTracker;
import io.baton.code.whiteboard.StartOrder;
import io.baton.code.whiteboard.StartedBundles;
import io.baton.spi.LeakFinder;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;

/**
 * The code server: its parts, put together, and the order in which they begin and end. Every change
 * of a module runs in the module's lane, so it finds the table as the change before has left it.
 */
final class CodeServer {
  private final BundleContext context;
  private final Supplier<Settings> settings;
  private final References references;
  private final Remembered remembered = Remembered.ofThisBundle();
  private final ModuleTable<InstalledVersion> table = remembered.table();

  private final Listeners listeners;
  private final ModuleQueues lanes;
  private final Views views;
  private final OptionalServices optional;
  private final Purger purger;
  private final Leaks leaks;
  private final LoaderWatch watch;
  private final Wirings wirings;
  private final ModuleComponents components;
  private final ServiceRegistrations services;
  private final Loader loader;
  private final OnLoads onLoads;
  private final Restart restart;
  private final FrameworkChanges framework;
  private final LeavingBundles leaving = new LeavingBundles();
  private final ModuleStatuses statuses;
  private final Obstacles obstacles;
  private final ThirdVersions thirdVersions;
  private final LoadChecks checks;
  private final ComponentChanges componentChanges;
  private final ApiChanges apiChanges;
  private final VersionListeners versionListeners;
  private final LeaveTaking leaves;
  private final Removals removals;
  private final Purges purges;
  private final Deletes deletes;
  private final Commits commits;
  private final SearchPath path = new SearchPath(this::configuredPath, remembered.path());
  private final Sources sources = new Sources(path::now, this::archives);
  private final Loads loads;
  private final AtomicLoads atomicLoads;
  private final FileChecks fileChecks;
  private final ModuleTracker tracker;
  private final FunRuntime funs;

  /**
   * A code server that does not serve yet.
   *
   * @param context of its bundle
   * @param settings those that are in force
   * @param leakFinder empty if there is none
   * @param references the services that it needs
   */
  CodeServer(
      BundleContext context,
      Supplier<Settings> settings,
      Supplier<Optional<LeakFinder>> leakFinder,
      References references) {
    this.context = context;
    this.settings = settings;
    this.references = references;
    listeners = new Listeners(context, () -> table.all().keySet());
    lanes = new ModuleQueues(references.processes()::checkCaller, this::settle);
    views = new Views(references.handover(), remembered.switchesFor(lanes, this::isLoadedByCall));
    optional = new OptionalServices(context);
    purger = purger();
    leaks = new Leaks(leakFinder, () -> settings.get().dumpLimit());
    watch = LoaderWatch.start(leaks);
    wirings =
        new Wirings(
            context, table, (version, since) -> !purger.lingering(version, since).isEmpty());
    components = components();
    services = new ServiceRegistrations(context, views, wirings::all);
    VersionProcess code = references.process(() -> settings.get().waits().loadBound());
    loader = loader(code);
    onLoads = new OnLoads(views, code);
    restart = Restart.of(context);
    framework = new FrameworkChanges(() -> settings.get().waits().showBound());
    CheckContext checkContext = references.checkContext(optional);
    statuses = new ModuleStatuses(table, purger, wirings, new HeldFunctions(checkContext));
    checks = new LoadChecks(this::current, new Checks(checkContext), onLoads);
    versionListeners = new VersionListeners(context);
    leaves = leaves();
    componentChanges = componentChanges();
    apiChanges = new ApiChanges(table, lanes, services, framework);
    removals = removals();
    purges = purges();
    obstacles = obstacles();
    thirdVersions = thirdVersions();
    deletes = deletes();
    commits = commits();
    loads = loads();
    atomicLoads = atomicLoads();
    fileChecks = new FileChecks(lanes, loader, checks, removals);
    tracker = tracker();
    funs = funs();
  }

  private ArchiveBounds archives() {
    return settings.get().archives();
  }

  private Directories configuredPath() {
    return settings.get().path();
  }

  private boolean isLoadedByCall(String module) {
    return loads.isLoadedByCall(module);
  }

  /** Waits until listeners know what a job has done. */
  private void settle() {
    listeners.settle(settings.get().settleBound());
  }

  private Purger purger() {
    return references.purger(() -> settings.get().waits().patience(), optional::settle);
  }

  private ModuleComponents components() {
    return references.components(remembered.components(), () -> settings.get().waits().gapBound());
  }

  private Loader loader(VersionProcess code) {
    ClassLoader scr = references.components().getClass().getClassLoader();
    return new Loader(
        context,
        references.components(),
        new Readiness(references.marks(), scr, components, optional.shapes()),
        wirings.wires(),
        code,
        new Signers(() -> settings.get().trusted()),
        new Loader.Gaps(services::isSwitching, () -> settings.get().waits().gapBound()),
        this::archives,
        uninstall -> ModuleQueues.later("uninstall", uninstall));
  }

  private Optional<LoadedVersion> current(String module) {
    return table.of(module).currentVersion().map(InstalledVersion::loaded);
  }

  private ComponentChanges componentChanges() {
    return new ComponentChanges(
        context, table, lanes, views, onLoads, components, services, framework, leaves::madeAgain);
  }

  private LeaveTaking leaves() {
    VersionProcess callbacks = references.process(() -> settings.get().waits().leaveBound());
    return new LeaveTaking(lanes, callbacks, this::isLoaded, versionListeners::changed);
  }

  private boolean isLoaded(LoadedVersion version) {
    ModuleTable.Versions<InstalledVersion> versions = table.of(version.id().module());
    return Stream.concat(versions.currentVersion().stream(), versions.oldVersion().stream())
        .anyMatch(one -> one.loader() == version.loader());
  }

  private Removals removals() {
    return new Removals(table, purger, components, wirings, services, leaving, framework, watch);
  }

  private Purges purges() {
    return new Purges(
        lanes,
        table,
        purger,
        wirings,
        removals,
        leaves,
        () -> settings.get().kills(),
        optional.decisions());
  }

  private Obstacles obstacles() {
    StickyRecord.of(context).keep(remembered.sticky());
    remembered.sticky().configuredBy(() -> settings.get().sticky());
    return new Obstacles(table, remembered.sticky(), statuses, purges);
  }

  private ThirdVersions thirdVersions() {
    return new ThirdVersions(
        () -> settings.get().thirdVersion(),
        ThirdVersions.Pause.of(references.processes()::checkCaller));
  }

  private Deletes deletes() {
    return new Deletes(
        lanes,
        table,
        views,
        purger,
        purges,
        restart,
        services,
        framework,
        componentChanges,
        listeners::changed,
        leaves,
        optional.decisions());
  }

  private Commits commits() {
    var versions =
        new VersionSwitch(
            table, views, purger, wirings, services, framework, listeners::changed, leaves);
    return new Commits(
        table, onLoads, checks, restart, versions, purges, removals, componentChanges);
  }

  private Loads loads() {
    return new Loads(
        lanes,
        table,
        loader,
        sources,
        obstacles,
        checks,
        commits,
        removals,
        thirdVersions,
        optional.decisions(),
        () -> settings.get().mode());
  }

  private AtomicLoads atomicLoads() {
    return new AtomicLoads(
        lanes,
        loader,
        sources,
        obstacles,
        onLoads,
        commits,
        removals,
        thirdVersions,
        optional.decisions());
  }

  private ModuleTracker tracker() {
    var started =
        new StartedBundles(
            table,
            lanes,
            obstacles,
            new StartOrder(table, restart),
            components,
            componentChanges,
            purger,
            removals,
            commits,
            deletes);
    return new ModuleTracker(
        context,
        table,
        started,
        loader,
        components,
        componentChanges,
        leaving,
        optional.decisions());
  }

  private FunRuntime funs() {
    return new ExternalFuns(
        views, references.handover(), own -> references.marks().numberOf(own).isPresent());
  }

  /** Returns what users reach through the facade. */
  CodeService service() {
    return new CodeService(
        views,
        remembered.sticky(),
        loader,
        loads,
        atomicLoads,
        fileChecks,
        purges,
        deletes,
        statuses,
        new FileStatuses(table, sources),
        sources,
        () -> settings.get().mode(),
        () -> settings.get().texts(),
        () -> leaks.find(watch));
  }

  /** Returns the code path. */
  CodePath path() {
    return path;
  }

  /** Returns where calls of modules lead. */
  Views views() {
    return views;
  }

  /** Shows what is current, before any service of the code server itself is there. */
  void open() {
    FunRuntime.HOLDER.start(funs);
    wirings.open(apiChanges::unwired);
    services.open();
  }

  /** Starts to serve; what was current before a pause is current again, the rest is loaded. */
  void begin() {
    listeners.open();
    versionListeners.open();
    restart.begin();
    tracker.open();
    context.addBundleListener(apiChanges);
  }

  /** Loads nothing more, and waits for a while for what is under way. */
  void end() {
    context.removeBundleListener(apiChanges);
    restart.end();
    tracker.loadNoMore();
    onLoads.stop();
    leaves.stop();
    atomicLoads.stop();
    lanes.awaitIdle(Callbacks.PATIENCE);
  }

  /** Gives up what is in the framework, when the service of the code server is gone. */
  void close() {
    tracker.close();
    wirings.close();
    listeners.close();
    versionListeners.close();
    services.close();
    optional.close();
    watch.close();
    FunRuntime.HOLDER.stop(funs);
  }
}
