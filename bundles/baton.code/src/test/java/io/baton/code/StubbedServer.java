package io.baton.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CodeMode;
import io.baton.api.code.Decision;
import io.baton.api.code.LoadResult;
import io.baton.api.code.VersionChange;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessRuntime;
import io.baton.code.StubbedFramework.Release;
import io.baton.code.artifact.ArchiveBounds;
import io.baton.code.artifact.Artifact;
import io.baton.code.artifact.Directories;
import io.baton.code.artifact.Sources;
import io.baton.code.audit.Decisions;
import io.baton.code.calling.Mapping;
import io.baton.code.calling.Views;
import io.baton.code.checking.CheckContext;
import io.baton.code.checking.Checks;
import io.baton.code.checking.HeldFunctions;
import io.baton.code.checking.LoadChecks;
import io.baton.code.framework.ComponentChanges;
import io.baton.code.framework.FrameworkChanges;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.KnownComponents;
import io.baton.code.framework.component.LeavingBundles;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.framework.service.ServiceRegistrations;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.leaking.Leaks;
import io.baton.code.leaking.LoaderWatch;
import io.baton.code.leaving.LeaveTaking;
import io.baton.code.loading.AtomicLoads;
import io.baton.code.loading.Commits;
import io.baton.code.loading.Loads;
import io.baton.code.loading.Obstacles;
import io.baton.code.loading.OldVersion;
import io.baton.code.loading.ThirdVersion;
import io.baton.code.loading.ThirdVersions;
import io.baton.code.loading.VersionSwitch;
import io.baton.code.preparing.Loader;
import io.baton.code.preparing.Preparation;
import io.baton.code.preparing.Readiness;
import io.baton.code.preparing.Signers;
import io.baton.code.purging.Deletes;
import io.baton.code.purging.KillRules;
import io.baton.code.purging.Purger;
import io.baton.code.purging.Purges;
import io.baton.code.purging.Removals;
import io.baton.code.purging.Scene;
import io.baton.code.restart.Restart;
import io.baton.code.running.OnLoads;
import io.baton.code.running.VersionProcess;
import io.baton.code.status.ModuleStatuses;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.Sticky;
import io.baton.code.version.StickySettings;
import io.baton.spi.CapturedCall;
import io.baton.spi.LiveStates;
import io.baton.spi.Shapes;
import io.baton.spi.VersionMarks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** The parts of a code server, put together as it does, over a framework that is stubbed. */
public final class StubbedServer implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private static final VersionMarks MARKS =
      loader -> OptionalLong.of(((OneVersion) loader).id().number());

  public final StubbedFramework framework;
  private final ProcessRuntime runtime = runtime();
  private final LoaderWatch watch;

  /** What the checks ask; a test may set both. */
  public Optional<Shapes> shapes = Optional.empty();

  public Optional<LiveStates> states = Optional.empty();

  /** The modules that were changed, in this order, and what a change does besides. */
  public final List<String> changed = new CopyOnWriteArrayList<>();

  public Runnable onChange = () -> {};

  public CodeMode mode = CodeMode.INTERACTIVE;

  /** The configuration; a test may set it. A load that waits calls the last one between looks. */
  public ThirdVersion thirdVersion = ThirdVersion.REFUSED;

  public KillRules rules = KillRules.NONE;
  public StickySettings stickySettings = StickySettings.NONE;
  public BooleanSupplier pause = () -> true;

  public final ModuleTable<InstalledVersion> table = new ModuleTable<>();
  public final Sticky sticky = new Sticky(table);
  public final ModuleQueues lanes = new ModuleQueues(() -> {});
  public final Views views = new Views(new Mapping());
  public final Scene.Table processes = new Processes();
  public final Scene.Points points = new Scene.Points();
  public final OnLoads onLoads;

  /** What listeners for versions were told; written by lanes of callbacks. */
  public final List<VersionChange> told = new CopyOnWriteArrayList<>();

  /** What was decided, in this order. */
  public final List<Decision> decided = new CopyOnWriteArrayList<>();

  private final Decisions decisions =
      new Decisions(() -> Optional.of(decided::addAll), () -> "test");

  private final Purger purger = new Purger(processes, points, () -> BOUND, _ -> {});
  private final ModuleComponents components =
      new ModuleComponents(new KnownComponents(), () -> BOUND, _ -> "gone", _ -> false);
  private final VersionProcess code = VersionProcess.within(processes, MARKS, points, () -> BOUND);
  private final FrameworkChanges shown = new FrameworkChanges(() -> BOUND);
  private final LeaveTaking leaves = new LeaveTaking(lanes, code, _ -> true, told::add);
  private final CheckContext asked =
      new CheckContext(processes, new Mapping(), () -> shapes, () -> states);
  public final Checks checks = new Checks(asked);
  public final Obstacles obstacles;
  public final Removals removals;
  public final Purges purges;
  public final Deletes deletes;
  public final VersionSwitch versions;
  public final Commits commits;
  public final Loads loads;
  public final AtomicLoads atomicLoads;
  public final Loader loader;

  public StubbedServer(Path folder) {
    framework = new StubbedFramework(folder);
    ProcessRuntime.HOLDER.start(runtime);
    BundleContext context = framework.context;
    watch = LoaderWatch.start(new Leaks(Optional::empty, () -> 0));
    var wirings = new Wirings(context, table, (version, _) -> !purger.fenced().isEmpty());
    var services = new ServiceRegistrations(context, views, wirings::all);
    loader = loader(wirings);
    onLoads = new OnLoads(views, code);
    Restart restart = Restart.of(context);
    var statuses = new ModuleStatuses(table, purger, wirings, new HeldFunctions(asked));
    var loadChecks =
        new LoadChecks(
            module -> table.of(module).currentVersion().map(InstalledVersion::loaded),
            checks,
            onLoads);
    var changes =
        new ComponentChanges(
            context, table, lanes, views, onLoads, components, services, shown, _ -> {});
    removals =
        new Removals(
            table, purger, components, wirings, services, new LeavingBundles(), shown, watch);
    purges = new Purges(lanes, table, purger, wirings, removals, leaves, () -> rules, decisions);
    sticky.configuredBy(() -> stickySettings);
    obstacles = new Obstacles(table, sticky, statuses, purges);
    deletes = deletes(restart, services, changes);
    versions =
        new VersionSwitch(table, views, purger, wirings, services, shown, this::changed, leaves);
    commits = new Commits(table, onLoads, loadChecks, restart, versions, purges, removals, changes);
    var sources = new Sources(() -> new Directories(List.of(folder)), () -> ArchiveBounds.DEFAULTS);
    var thirdVersions = new ThirdVersions(() -> thirdVersion, _ -> pause.getAsBoolean());
    loads = loads(sources, loadChecks, thirdVersions);
    atomicLoads = atomicLoads(sources, thirdVersions);
  }

  private AtomicLoads atomicLoads(Sources sources, ThirdVersions thirdVersions) {
    return new AtomicLoads(
        lanes, loader, sources, obstacles, onLoads, commits, removals, thirdVersions, decisions);
  }

  private Loads loads(Sources sources, LoadChecks loadChecks, ThirdVersions thirdVersions) {
    return new Loads(
        lanes,
        table,
        loader,
        sources,
        obstacles,
        loadChecks,
        commits,
        removals,
        thirdVersions,
        decisions,
        () -> mode);
  }

  private Deletes deletes(
      Restart restart, ServiceRegistrations services, ComponentChanges changes) {
    return new Deletes(
        lanes,
        table,
        views,
        purger,
        purges,
        restart,
        services,
        shown,
        changes,
        this::changed,
        leaves,
        decisions);
  }

  private Loader loader(Wirings wirings) {
    return new Loader(
        framework.context,
        Stub.of(
            ServiceComponentRuntime.class, Map.of("getComponentDescriptionDTOs", _ -> List.of())),
        new Readiness(MARKS, StubbedServer.class.getClassLoader(), components, () -> shapes),
        wirings.wires(),
        code,
        new Signers(Optional::empty),
        new Loader.Gaps(() -> false, () -> BOUND),
        () -> ArchiveBounds.DEFAULTS,
        Runnable::run);
  }

  private void changed(String module) {
    changed.add(module);
    onChange.run();
  }

  @Override
  public void close() {
    watch.close();
    ProcessRuntime.HOLDER.stop(runtime);
  }

  /** Makes a version ready. */
  public InstalledVersion ready(Release release) {
    Artifact.Read read = Artifact.read(release.file);
    List<Artifact> artifacts = List.of(((Artifact.Read.Found) read).artifact());
    return ((Preparation.Ready) loader.prepare(artifacts).getFirst()).version();
  }

  /** Loads a version. */
  public InstalledVersion current(Release release) {
    assertThat(loads.of(release.source(), OldVersion.KEEP)).isInstanceOf(LoadResult.Loaded.class);
    return table.of(release.module).currentVersion().orElseThrow();
  }

  /** Returns what a qualified call of a module gets. */
  @SuppressWarnings("unchecked")
  public Object call(String module) {
    return ((Supplier<Object>) views.qualified(module, Supplier.class)).get();
  }

  /** Starts a process that stays in the code of a version until it is interrupted. */
  public Thread stayIn(InstalledVersion version, long pid) {
    Thread thread =
        Scene.waiting(
            Thread.ofPlatform().daemon(),
            Scene.in((OneVersion) version.loader(), StubbedServer::stay));
    processes.running.add(Scene.Live.of(pid, thread));
    return thread;
  }

  private static void stay() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      // the end
    }
  }

  /** Runs code of versions on threads of their own. */
  private static final class Processes extends Scene.Table {
    @Override
    public Pid spawnApart(Next first) {
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .unstarted(() -> {
                try {
                  Next _ = ((CapturedCall) first).bind().run();
                } catch (Throwable _) {
                  // the process ends
                }
              });
      thread.start();
      return new Started(thread);
    }
  }

  private record Started(Thread thread) implements Pid {
    @Override
    public long number() {
      return thread.threadId();
    }
  }

  private static ProcessRuntime runtime() {
    return Stub.of(
        ProcessRuntime.class,
        Map.of(
            "isAlive",
            given -> ((Started) given.getFirst()).thread().isAlive(),
            "exit",
            given -> {
              ((Started) given.getFirst()).thread().interrupt();
              return null;
            }));
  }
}
