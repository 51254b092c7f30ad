package io.baton.code.loading;

import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.OnLoad;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.Prepared;
import io.baton.api.code.Source;
import io.baton.code.artifact.Artifact;
import io.baton.code.artifact.Sources;
import io.baton.code.audit.Decisions;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.preparing.Loader;
import io.baton.code.preparing.Preparation;
import io.baton.code.purging.Removals;
import io.baton.code.running.OnLoads;
import io.baton.spi.Log;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Loads of several modules, all or none. As in Erlang's code server errors are found in stages; all
 * errors of one stage are reported together, and no later one.
 */
public final class AtomicLoads {
  private static final Log LOG = Log.of("io.baton.code");

  private static final Cleaner CLEANER = Cleaner.create();

  private final ModuleQueues lanes;
  private final Loader loader;
  private final Sources sources;
  private final Obstacles obstacles;
  private final OnLoads onLoads;
  private final Commits commits;
  private final Removals removals;
  private final ThirdVersions thirdVersions;
  private final Decisions decisions;

  /** What was prepared and not used up; written by the threads that prepare it and use it up. */
  private final Set<PreparedVersions> open = ConcurrentHashMap.newKeySet();

  /**
   * No loads yet.
   *
   * @param lanes of modules
   * @param loader makes versions ready
   * @param sources where artifacts are read from
   * @param obstacles keep versions from being loaded
   * @param onLoads that loads of one module wait for
   * @param commits make versions current
   * @param removals drop versions that do not become current
   * @param thirdVersions decides about old versions that are in the way
   * @param decisions tells the log what was decided
   */
  public AtomicLoads(
      ModuleQueues lanes,
      Loader loader,
      Sources sources,
      Obstacles obstacles,
      OnLoads onLoads,
      Commits commits,
      Removals removals,
      ThirdVersions thirdVersions,
      Decisions decisions) {
    this.lanes = lanes;
    this.loader = loader;
    this.sources = sources;
    this.obstacles = obstacles;
    this.onLoads = onLoads;
    this.commits = commits;
    this.removals = removals;
    this.thirdVersions = thirdVersions;
    this.decisions = decisions;
  }

  public PrepareResult prepare(List<? extends Source> wanted) {
    List<Source> all = List.copyOf(wanted);
    String by = decisions.requester();
    SortedMap<String, LoadResult.Refused> duplicated = duplicated(all);
    return duplicated.isEmpty()
        ? lanes.aside("prepare", () -> decisions.prepare(by, prepareAll(all)), AtomicLoads::abandon)
        : decisions.prepare(by, new PrepareResult.Refused(duplicated));
  }

  private static SortedMap<String, LoadResult.Refused> duplicated(List<Source> wanted) {
    SortedMap<String, LoadResult.Refused> errors = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (Source source : wanted) {
      if (!seen.add(source.module())) {
        errors.put(source.module(), new LoadResult.NamedTwice(source.module()));
      }
    }
    return errors;
  }

  private PrepareResult prepareAll(List<Source> wanted) {
    List<InstalledVersion> ready = new ArrayList<>();
    SortedMap<String, LoadResult.Refused> errors = new TreeMap<>();
    boolean done = false;
    try {
      prepare(readable(wanted, errors), ready, errors);
      if (errors.isEmpty()) {
        errors.putAll(errors(ready, AtomicLoads::onLoadNotAllowed));
      }
      done = errors.isEmpty();
    } finally {
      if (!done) {
        dropAll(ready);
      }
    }
    return done ? new PrepareResult.Ready(handle(ready)) : new PrepareResult.Refused(errors);
  }

  private List<Artifact> readable(
      List<Source> wanted, SortedMap<String, LoadResult.Refused> errors) {
    List<Artifact> readable = new ArrayList<>();
    for (Source source : wanted) {
      switch (sources.read(source)) {
        case Artifact.Read.Bad(var refused) -> errors.put(source.module(), refused);
        case Artifact.Read.Found(var artifact) -> readable.add(artifact);
      }
    }
    return readable;
  }

  private void prepare(
      List<Artifact> artifacts,
      List<InstalledVersion> ready,
      SortedMap<String, LoadResult.Refused> errors) {
    List<Preparation> results = loader.prepare(artifacts);
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case Preparation.Ready(var version) -> ready.add(version);
        case Preparation.Failed(var refused) -> errors.put(artifacts.get(i).module(), refused);
      }
    }
  }

  private PreparedHandle handle(List<InstalledVersion> ready) {
    ready.sort(Comparator.comparing(version -> version.id().module()));
    var versions = new PreparedVersions(ready, this::dropAll, open::remove);
    open.add(versions);
    var handle = new PreparedHandle(versions);
    CLEANER.register(handle, () -> ModuleQueues.later("drop", versions::close));
    return handle;
  }

  /** Gives up versions that never became current: all of them, whatever one of them does. */
  private void dropAll(List<InstalledVersion> versions) {
    for (InstalledVersion version : versions) {
      try {
        removals.drop(version);
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "%s could not be dropped".formatted(version), e);
      }
    }
  }

  /** Drops what a process has prepared that has ended. */
  private static void abandon(PrepareResult result) {
    if (result instanceof PrepareResult.Ready(var prepared)) {
      prepared.close();
    }
  }

  public FinishResult finish(Prepared prepared) {
    if (!(prepared instanceof PreparedHandle handle)) {
      throw new IllegalArgumentException(
          "expected what prepareLoading gave, found " + prepared.getClass().getName());
    }
    return finish(handle.versions());
  }

  public FinishResult atomic(List<? extends Source> wanted) {
    return switch (prepare(wanted)) {
      case PrepareResult.Refused(var errors) -> new FinishResult.Refused(errors);
      case PrepareResult.Ready(var prepared) -> {
        try (prepared) {
          yield finish(prepared);
        }
      }
    };
  }

  private FinishResult finish(PreparedVersions versions) {
    return thirdVersions.load(
        policy -> finish(versions, policy),
        AtomicLoads::hasMetAnOldVersion,
        () -> obstacles.isUsed(versions.modules()));
  }

  private static boolean hasMetAnOldVersion(FinishResult result) {
    return result instanceof FinishResult.Refused(var errors)
        && errors.values().stream().anyMatch(LoadResult.NotPurged.class::isInstance);
  }

  /** A caller that would have to wait for an {@code onLoad} is refused at once. */
  private FinishResult finish(PreparedVersions versions, OldVersion policy) {
    SortedMap<String, LoadResult.Refused> pending = new TreeMap<>();
    versions.modules().stream()
        .filter(onLoads::isPending)
        .forEach(module -> pending.put(module, new LoadResult.PendingOnLoad(module)));
    String by = decisions.requester();
    if (!pending.isEmpty()) {
      return decisions.finish(by, new FinishResult.Refused(pending));
    }
    return versions.modules().isEmpty()
        ? versions.use(_ -> new FinishResult.Loaded(List.of(), List.of()))
        : loader.commit(
            versions.versions(),
            () ->
                lanes.run(
                    versions.modules(),
                    () ->
                        decisions.finish(by, versions.use(ready -> finishInLanes(ready, policy)))));
  }

  private FinishResult finishInLanes(List<InstalledVersion> ready, OldVersion policy) {
    List<Function<InstalledVersion, Optional<LoadResult.Refused>>> stages =
        List.of(
            this::stopped,
            version -> obstacles.sticky(version.id().module(), version),
            version -> obstacles.old(version.id().module(), version, policy));
    for (Function<InstalledVersion, Optional<LoadResult.Refused>> stage : stages) {
      SortedMap<String, LoadResult.Refused> errors = errors(ready, stage);
      if (!errors.isEmpty()) {
        return new FinishResult.Refused(errors);
      }
    }
    return commits.commit(ready, policy);
  }

  private static SortedMap<String, LoadResult.Refused> errors(
      List<InstalledVersion> versions,
      Function<InstalledVersion, Optional<LoadResult.Refused>> stage) {
    SortedMap<String, LoadResult.Refused> errors = new TreeMap<>();
    versions.forEach(version ->
        stage.apply(version).ifPresent(refused -> errors.put(version.id().module(), refused)));
    return errors;
  }

  private static Optional<LoadResult.Refused> onLoadNotAllowed(InstalledVersion version) {
    return version.callable().instance() instanceof OnLoad
        ? Optional.of(new LoadResult.OnLoadNotAllowed(version.toString()))
        : Optional.empty();
  }

  private Optional<LoadResult.Refused> stopped(InstalledVersion version) {
    return onLoads
        .stopping()
        .or(() ->
            version.component().isAway()
                ? Optional.of("it was stopped meanwhile")
                : Optional.empty())
        .<LoadResult.Refused>map(why -> new LoadResult.OnLoadFailure(version.toString(), why))
        .or(version::changed);
  }

  /** Drops what was prepared and not finished. */
  public void stop() {
    open.forEach(PreparedVersions::close);
  }
}
