package io.baton.code;

import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OnLoad;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.ShapeChange;
import io.baton.api.code.Source;
import io.baton.api.spi.Log;
import io.baton.code.artifact.Artifact;
import io.baton.code.artifact.Sources;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.preparing.Loader;
import io.baton.code.preparing.Preparation;
import io.baton.code.running.OnLoads;
import io.baton.code.version.ModuleTable.Versions;
import io.baton.code.version.Sticky;
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
final class AtomicLoads {
  private static final Log LOG = Log.of("io.baton.code");

  private static final Cleaner CLEANER = Cleaner.create();

  private final CodeServer server;
  private final ModuleQueues lanes;
  private final Loader loader;
  private final Sources sources;
  private final Sticky sticky;
  private final OnLoads onLoads;

  /** What was prepared and not used up; written by the threads that prepare it and use it up. */
  private final Set<PreparedVersions> open = ConcurrentHashMap.newKeySet();

  AtomicLoads(CodeServer server, CodeServer.Parts parts, Loader loader, Sources sources) {
    this.server = server;
    this.loader = loader;
    this.sources = sources;
    lanes = parts.lanes();
    sticky = parts.sticky();
    onLoads = parts.onLoads();
  }

  PrepareResult prepare(List<? extends Source> wanted) {
    List<Source> all = List.copyOf(wanted);
    SortedMap<String, LoadResult.Refused> duplicated = duplicated(all);
    return duplicated.isEmpty()
        ? lanes.aside("prepare", () -> prepareAll(all), AtomicLoads::abandon)
        : new PrepareResult.Refused(duplicated);
  }

  private static SortedMap<String, LoadResult.Refused> duplicated(List<Source> wanted) {
    SortedMap<String, LoadResult.Refused> errors = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (Source source : wanted) {
      if (!seen.add(source.module())) {
        errors.put(source.module(), new LoadResult.Duplicated(source.module()));
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
        server.drop(version);
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "%s could not be dropped".formatted(version), e);
      }
    }
  }

  /** The process that prepared it has ended. */
  private static void abandon(PrepareResult result) {
    if (result instanceof PrepareResult.Ready(var prepared)) {
      prepared.close();
    }
  }

  FinishResult finish(io.baton.api.code.Prepared prepared) {
    if (!(prepared instanceof PreparedHandle handle)) {
      throw new IllegalArgumentException(
          "expected what prepareLoading gave, found " + prepared.getClass().getName());
    }
    return finish(handle.versions());
  }

  FinishResult atomic(List<? extends Source> wanted) {
    return switch (prepare(wanted)) {
      case PrepareResult.Refused(var errors) -> new FinishResult.Refused(errors);
      case PrepareResult.Ready(var prepared) -> {
        try (prepared) {
          yield finish(prepared);
        }
      }
    };
  }

  /** A caller that would have to wait for an {@code onLoad} is refused at once. */
  private FinishResult finish(PreparedVersions versions) {
    SortedMap<String, LoadResult.Refused> pending = new TreeMap<>();
    versions.modules().stream()
        .filter(onLoads::isPending)
        .forEach(module -> pending.put(module, new LoadResult.PendingOnLoad(module)));
    if (!pending.isEmpty()) {
      return new FinishResult.Refused(pending);
    }
    return versions.modules().isEmpty()
        ? versions.use(_ -> new FinishResult.Loaded(List.of(), List.of()))
        : loader.commit(
            versions.bundles(),
            () -> lanes.run(versions.modules(), () -> versions.use(this::finishInLanes)));
  }

  private FinishResult finishInLanes(List<InstalledVersion> ready) {
    List<Function<InstalledVersion, Optional<LoadResult.Refused>>> stages =
        List.of(this::stopped, this::sticky, this::notPurged);
    for (Function<InstalledVersion, Optional<LoadResult.Refused>> stage : stages) {
      SortedMap<String, LoadResult.Refused> errors = errors(ready, stage);
      if (!errors.isEmpty()) {
        return new FinishResult.Refused(errors);
      }
    }
    List<ShapeChange> changes =
        ready.stream().flatMap(version -> server.announce(version).stream()).toList();
    Optional<Function<InstalledVersion, LoadResult.Refused>> refused = server.record(ready);
    if (refused.isPresent()) {
      return new FinishResult.Refused(errors(ready, one -> refused.map(why -> why.apply(one))));
    }
    List<ModuleVersion> current =
        server.makeCurrent(ready).stream().map(InstalledVersion::id).toList();
    return new FinishResult.Loaded(current, changes);
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

  private Optional<LoadResult.Refused> sticky(InstalledVersion version) {
    return sticky.isSticky(version.id().module())
        ? Optional.of(new LoadResult.Sticky(version.toString()))
        : Optional.empty();
  }

  private Optional<LoadResult.Refused> notPurged(InstalledVersion version) {
    Versions<InstalledVersion> now = server.table().of(version.id().module());
    return now.current() == null
        ? Optional.empty()
        : now.oldVersion().map(old -> server.statuses().notPurged(version.toString(), old));
  }

  /** Drops what nobody has finished. */
  void stop() {
    List.copyOf(open).forEach(PreparedVersions::close);
  }
}
