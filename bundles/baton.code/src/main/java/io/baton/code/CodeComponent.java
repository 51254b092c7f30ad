package io.baton.code;

import static io.baton.api.process.RuntimeHolder.checked;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.Code;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.FinishResult;
import io.baton.api.code.Fun;
import io.baton.api.code.HeldFunction;
import io.baton.api.code.Leak;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.Prepared;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.Source;
import io.baton.api.code.WiredBundle;
import io.baton.api.spi.FunRuntime;
import io.baton.api.spi.Handover;
import io.baton.api.spi.LeakFinder;
import io.baton.api.spi.Log;
import io.baton.api.spi.Modules;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.Safepoints;
import io.baton.api.spi.VersionMarks;
import io.baton.code.artifact.Sources;
import io.baton.code.calling.Apply;
import io.baton.code.calling.ExternalFuns;
import io.baton.code.calling.Target;
import io.baton.code.calling.Views;
import io.baton.code.checking.CheckContext;
import io.baton.code.framework.Callbacks;
import io.baton.code.framework.FrameworkChanges;
import io.baton.code.framework.Listeners;
import io.baton.code.framework.OptionalServices;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.framework.service.ServiceRegistrations;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.preparing.Loader;
import io.baton.code.preparing.Readiness;
import io.baton.code.purging.Leaks;
import io.baton.code.purging.LoaderWatch;
import io.baton.code.purging.Purger;
import io.baton.code.restart.Restart;
import io.baton.code.running.ModuleCode;
import io.baton.code.running.OnLoads;
import io.baton.code.running.VersionProcess;
import io.baton.code.version.Sticky;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The code server as a service. It registers that itself when it is ready to serve: modules and
 * listeners that are there already are then created at once, and they need it.
 */
@Component(
    immediate = true,
    service = {},
    configurationPid = "io.baton.code")
@Designate(ocd = CodeConfig.class)
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.baton.api.code.Code,io.baton.spi.Modules\"")
public final class CodeComponent implements Code {
  private final BundleContext context;
  private final Views views;
  private final CodeServer server;
  private final Loads loads;
  private final AtomicLoads atomicLoads;
  private final Sticky sticky = Remembered.ofThisBundle().sticky();
  private final ModuleQueues lanes;
  private final Loader loader;
  private final OnLoads onLoads;
  private final ModuleTracker tracker;
  private final Listeners listeners;
  private final Leaks leaks;
  private final LoaderWatch watch;
  private final Wirings wirings;
  private final Restart restart;
  private final FunRuntime funs;
  private final OptionalServices found;

  /** Written by SCR when the configuration is modified, read by callers, purges and the watch. */
  private volatile Settings settings;

  /** Written by SCR as the service comes and goes, read by callers and by the watch. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable LeakFinder leakFinder;

  private @Nullable ServiceRegistration<Code> service; // SCR's only, as the next
  private @Nullable ServiceRegistration<Modules> modules;

  /** Does not serve yet. */
  @Activate
  public CodeComponent(
      BundleContext context,
      Map<String, Object> properties,
      @Reference Handover handover,
      @Reference ProcessTable processes,
      @Reference VersionMarks marks,
      @Reference Safepoints safepoints,
      @Reference ServiceComponentRuntime components) {
    this.context = context;
    settings = Settings.of(properties, Settings.DEFAULTS);
    Remembered remembered = Remembered.ofThisBundle();
    listeners = new Listeners(context, () -> remembered.table().all().keySet());
    lanes =
        new ModuleQueues(processes::checkCaller, () -> listeners.settle(settings.settleBound()));
    views = new Views(handover, remembered.switchesThatWait(lanes));
    found = new OptionalServices(context);
    var purger = new Purger(processes, safepoints, () -> settings.patience(), found::settle);
    leaks = new Leaks(() -> Optional.ofNullable(leakFinder), () -> settings.dumpLimit());
    watch = LoaderWatch.start(leaks);
    wirings = new Wirings(context, remembered.table(), purger);
    ModuleComponents known = known(remembered, components);
    ServiceRegistrations services = ServiceRegistrations.of(context, views, wirings, purger);
    var code = VersionProcess.within(processes, marks, safepoints, () -> settings.loadBound());
    ClassLoader scr = components.getClass().getClassLoader();
    loader = loader(components, new Readiness(marks, scr, known), code, services::isSwitching);
    onLoads = new OnLoads(views, code);
    restart = Restart.of(context);
    var parts =
        new CodeServer.Parts(
            lanes,
            views,
            onLoads,
            sticky,
            purger,
            watch,
            wirings,
            services,
            new FrameworkChanges(() -> settings.showBound()),
            new CheckContext(processes, handover, found.shapes(), found.states()),
            known,
            restart);
    server = new CodeServer(context, parts, remembered.table(), listeners::changed);
    var sources = new Sources(() -> settings.path());
    loads = new Loads(server, parts, loader, sources);
    atomicLoads = new AtomicLoads(server, parts, loader, sources);
    tracker = new ModuleTracker(context, server, parts, loader);
    funs = new ExternalFuns(views, handover, own -> marks.numberOf(own).isPresent());
  }

  private Loader loader(
      ServiceComponentRuntime components,
      Readiness readiness,
      ModuleCode code,
      BooleanSupplier isSwitching) {
    return new Loader(
        context,
        components,
        readiness,
        wirings.wires(),
        code,
        new Loader.Gaps(isSwitching, () -> settings.gapBound()),
        uninstall -> ModuleQueues.later("uninstall", uninstall));
  }

  private ModuleComponents known(Remembered remembered, ServiceComponentRuntime components) {
    return new ModuleComponents(
        remembered.components(),
        () -> settings.gapBound(),
        bundle -> Loader.missing(components, bundle),
        bundle -> Loader.hasFailed(components, bundle));
  }

  /** Starts to serve; what was current before a pause is current again, the rest is loaded. */
  @Activate
  void start(Map<String, Object> properties) {
    FunRuntime.HOLDER.start(funs);
    wirings.open(server.apiChanges()::unwired);
    server.start();
    modules = context.registerService(Modules.class, views, null);
    service =
        context.registerService(
            Code.class, this, FrameworkUtil.asDictionary(Settings.visible(properties)));
    listeners.open();
    restart.begin();
    tracker.open();
    context.addBundleListener(server.apiChanges());
  }

  /** Takes a new configuration; what is loaded stays loaded. */
  @Modified
  void modified(Map<String, Object> properties) {
    settings = Settings.of(properties, settings);
    if (service != null) {
      service.setProperties(FrameworkUtil.asDictionary(Settings.visible(properties)));
    }
  }

  @Deactivate
  void stop() {
    context.removeBundleListener(server.apiChanges());
    restart.end();
    tracker.loadNoMore();
    onLoads.stop();
    atomicLoads.stop();
    lanes.awaitIdle(Callbacks.PATIENCE);
    if (service != null) {
      service.unregister();
    }
    tracker.close();
    wirings.close();
    listeners.close();
    server.stop();
    found.close();
    watch.close();
    FunRuntime.HOLDER.stop(funs);
    if (modules != null) {
      modules.unregister();
    }
    boolean _ = Log.flush(Callbacks.PATIENCE);
  }

  @Override
  public <V> V qualified(String module, Class<V> view) {
    return checked(views).qualified(module, view);
  }

  @Override
  public <V> V local(V self, Class<V> view) {
    return checked(views).local(self, view);
  }

  @Override
  public @Nullable Object call(String module, String function, List<?> arguments) throws Throwable {
    return Apply.call(checked(views).of(module).reached(), function, arguments);
  }

  @Override
  public LoadResult load(String module) {
    return checked(loads).newest(module, OldVersion.KEEP);
  }

  @Override
  public LoadResult reload(String module) {
    return checked(loads).newest(module, OldVersion.PURGE);
  }

  @Override
  public LoadResult load(String module, String version) {
    return checked(loads).certain(module, version);
  }

  @Override
  public LoadResult loadFile(Path file) {
    return checked(loads).file(file);
  }

  @Override
  public LoadResult loadFile(String module, Path file) {
    return checked(loads).of(new Source.InFile(module, file), OldVersion.KEEP);
  }

  @Override
  public LoadResult loadBinary(String module, String file, byte[] bundle) {
    return checked(loads).of(new Source.InMemory(module, file, bundle.clone()), OldVersion.REPLACE);
  }

  @Override
  public LoadResult loadChecked(String module) {
    return checked(loads).checked(module);
  }

  @Override
  public LoadResult loadChecked(String module, String version) {
    return checked(loads).checked(module, version);
  }

  @Override
  public LoadResult loadChecked(Path file) {
    return checked(loads).checked(file);
  }

  @Override
  public CheckResult check(Path file, CheckOption... options) {
    return checked(loads).check(file, List.of(options));
  }

  @Override
  public boolean isBeingChecked(Object self) {
    return checked(loader).isChecking(FrameworkUtil.getBundle(self.getClass()));
  }

  @Override
  public List<HeldFunction> heldFunctions(String module) {
    return checked(server).statuses().heldFunctions(module);
  }

  @Override
  public EnsureResult ensureLoaded(String module) {
    return checked(loads).ensure(module);
  }

  @Override
  public PrepareResult prepareLoading(List<? extends Source> sources) {
    return checked(atomicLoads).prepare(sources);
  }

  @Override
  public FinishResult finishLoading(Prepared prepared) {
    return checked(atomicLoads).finish(prepared);
  }

  @Override
  public FinishResult atomicLoad(List<? extends Source> sources) {
    return checked(atomicLoads).atomic(sources);
  }

  @Override
  public void stick(String module) {
    checked(sticky).stick(module);
  }

  @Override
  public void unstick(String module) {
    checked(sticky).unstick(module);
  }

  @Override
  public boolean isSticky(String module) {
    return checked(sticky).isSticky(module);
  }

  @Override
  public PurgeResult purge(String module) {
    return checked(server).purge(module);
  }

  @Override
  public SoftPurgeResult softPurge(String module) {
    return checked(server).softPurge(module);
  }

  @Override
  public DeleteResult delete(String module) {
    return checked(server).delete(module);
  }

  @Override
  public Optional<ModuleVersion> isLoaded(String module) {
    return checked(server).table().of(module).currentVersion().map(InstalledVersion::id);
  }

  @Override
  public List<ModuleVersion> allLoaded() {
    return checked(server).statuses().current();
  }

  @Override
  public List<ModuleStatus> status() {
    return checked(server).statuses().all();
  }

  @Override
  public List<Lingering> lingering(String module) {
    return checked(server).statuses().lingering(module);
  }

  @Override
  public List<WiredBundle> wiredBundles(String module) {
    return checked(server).statuses().wiredBundles(module);
  }

  @Override
  public List<Leak> leaks() {
    return checked(leaks).find(watch);
  }

  @Override
  public List<String> modules() {
    return checked(loads).modules();
  }

  @Override
  public List<String> exports(String module) {
    Target.Callable now = checked(views).of(module).current().code();
    return now == null ? List.of() : now.exports().describe();
  }
}
