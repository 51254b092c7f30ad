package io.baton.code;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.Source;
import io.baton.code.artifact.Artifact;
import io.baton.code.artifact.Sources;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.lane.LaneQueues;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.preparing.Inspected;
import io.baton.code.preparing.Loader;
import io.baton.code.preparing.Preparation;
import io.baton.code.version.ModuleTable.Versions;
import io.baton.code.version.Sticky;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads of one module, one after the other. A version is made ready without keeping others from the
 * versions that are there; only what becomes of it then is decided in their lane. What is in the
 * way is found in the order of Erlang's code server: no file, sticky, bad file, not purged,
 * on_load.
 */
final class Loads {
  private static final String NO_NAME = "the name of a module must not be null";

  private final CodeServer server;
  private final ModuleQueues lanes;
  private final Loader loader;
  private final Sources sources;
  private final Sticky sticky;

  /** Attempts to make sure that a module is loaded, until they have begun. Written by callers. */
  private final ConcurrentMap<String, Attempt> attempts = new ConcurrentHashMap<>();

  Loads(CodeServer server, CodeServer.Parts parts, Loader loader, Sources sources) {
    this.server = server;
    lanes = parts.lanes();
    this.loader = loader;
    this.sources = sources;
    sticky = parts.sticky();
  }

  /** Shared by all callers of one moment. Only the module's lane touches the result. */
  private static final class Attempt {
    private @Nullable EnsureResult result;
  }

  /** By name: what is installed already is nothing new. */
  LoadResult newest(String module, OldVersion policy) {
    return byName(module, () -> sources.read(new Source.OnPath(module)), policy);
  }

  LoadResult certain(String module, String version) {
    return byName(module, () -> sources.find(module, version), OldVersion.KEEP);
  }

  private LoadResult byName(String module, Supplier<Artifact.Read> read, OldVersion policy) {
    Objects.requireNonNull(module, NO_NAME);
    return inLane(module, () -> load(module, read.get(), policy, loader::duplicate));
  }

  /** Without a thread nothing has happened. */
  private LoadResult inLane(String module, Callable<LoadResult> load) {
    try {
      return lanes.run(ModuleQueues.loads(module), load);
    } catch (LaneQueues.NoThread e) {
      return new LoadResult.NotStored(module, String.valueOf(e.getMessage()));
    }
  }

  LoadResult file(Path file) {
    return switch (Artifact.read(file.toAbsolutePath().normalize())) {
      case Artifact.Read.Bad(var refused) -> refused;
      case Artifact.Read.Found found ->
          inLane(
              found.artifact().module(),
              () -> load(found.artifact().module(), found, OldVersion.KEEP, Loads::anyTime));
    };
  }

  LoadResult checked(String module) {
    return checked(module, () -> sources.read(new Source.OnPath(module)));
  }

  LoadResult checked(String module, String version) {
    return checked(module, () -> sources.find(module, version));
  }

  private LoadResult checked(String module, Supplier<Artifact.Read> read) {
    Objects.requireNonNull(module, NO_NAME);
    return inLane(module, () -> load(module, read.get(), checked(), loader::duplicate));
  }

  LoadResult checked(Path file) {
    return switch (Artifact.read(file.toAbsolutePath().normalize())) {
      case Artifact.Read.Bad(var refused) -> refused;
      case Artifact.Read.Found found ->
          inLane(
              found.artifact().module(),
              () -> load(found.artifact().module(), found, checked(), Loads::anyTime));
    };
  }

  CheckResult check(Path file, List<CheckOption> options) {
    return switch (Artifact.read(file.toAbsolutePath().normalize())) {
      case Artifact.Read.Bad(var refused) -> new CheckResult.Unloadable(refused);
      case Artifact.Read.Found(var artifact) ->
          lanes.run(
              ModuleQueues.loads(artifact.module()),
              () ->
                  options.contains(CheckOption.CONSTRUCT)
                      ? loader.construct(artifact, this::check)
                      : loader.inspect(artifact, this::check));
    };
  }

  private CheckResult check(Inspected inspected) {
    return switch (inspected) {
      case Inspected.Bad(var refused) -> new CheckResult.Unloadable(refused);
      case Inspected.Undescribed(var version) -> server.checks().undescribed(version);
      case Inspected.Described(var code) ->
          lanes.run(code.version().module(), () -> server.checks().declared(code));
    };
  }

  private CheckResult check(Preparation prepared) {
    return switch (prepared) {
      case Preparation.Failed(var refused) -> new CheckResult.Unloadable(refused);
      case Preparation.Ready(var version) ->
          server.decide(
              version, () -> lanes.run(version.id().module(), () -> server.check(version)));
    };
  }

  LoadResult of(Source source, OldVersion policy) {
    String module = source.module();
    return inLane(module, () -> load(module, sources.read(source), policy, Loads::anyTime));
  }

  private static Optional<LoadResult.Refused> anyTime(Artifact artifact) {
    return Optional.empty();
  }

  EnsureResult ensure(String module) {
    Optional<EnsureResult> present = present(module);
    if (present.isPresent()) {
      return present.get();
    }
    Attempt attempt = attempts.computeIfAbsent(module, _ -> new Attempt());
    return lanes.run(ModuleQueues.loads(module), () -> ensureInLane(module, attempt));
  }

  private Optional<EnsureResult> present(String module) {
    return server
        .table()
        .of(module)
        .currentVersion()
        .map(version -> new EnsureResult.Present(version.id()));
  }

  /** Concurrent callers share one attempt, and read its result when their turn comes. */
  private EnsureResult ensureInLane(String module, Attempt attempt) {
    EnsureResult known = attempt.result;
    if (known != null) {
      return known;
    }
    try {
      EnsureResult result = present(module).orElseGet(() -> loadMissing(module));
      attempt.result = result;
      return result;
    } finally {
      attempts.remove(module, attempt);
    }
  }

  private EnsureResult loadMissing(String module) {
    Artifact.Read read = sources.read(new Source.OnPath(module));
    return switch (load(module, read, OldVersion.KEEP, Loads::anyTime)) {
      case LoadResult.Loaded(var current, _, _, _) -> new EnsureResult.Present(current);
      case LoadResult.Refused refused -> new EnsureResult.Absent(refused);
    };
  }

  /** What refuses an artifact because of what is installed. */
  @FunctionalInterface
  private interface Duplicates {
    Optional<LoadResult.Refused> of(Artifact artifact);
  }

  /** How a version becomes current that is ready. */
  @FunctionalInterface
  private interface Committing {
    LoadResult load(InstalledVersion ready, OldVersion policy);
  }

  private record Way(OldVersion policy, Committing committing) {}

  private Way checked() {
    return new Way(OldVersion.KEEP, server::loadChecked);
  }

  private LoadResult load(
      String module, Artifact.Read read, OldVersion policy, Duplicates duplicates) {
    return load(module, read, new Way(policy, server::load), duplicates);
  }

  private LoadResult load(String module, Artifact.Read read, Way way, Duplicates duplicates) {
    return switch (read) {
      case Artifact.Read.Bad(LoadResult.NoFile noFile) -> noFile;
      case Artifact.Read.Bad(var refused) ->
          sticky.isSticky(module) ? new LoadResult.Sticky(module) : refused;
      case Artifact.Read.Found(var artifact) ->
          inTheWay(artifact, way.policy())
              .or(() -> duplicates.of(artifact))
              .<LoadResult>map(refused -> refused)
              .orElseGet(() -> prepare(artifact, way));
    };
  }

  private Optional<LoadResult.Refused> inTheWay(Artifact artifact, OldVersion policy) {
    if (sticky.isSticky(artifact.module())) {
      return Optional.of(new LoadResult.Sticky(artifact.what()));
    }
    Versions<InstalledVersion> now = server.table().of(artifact.module());
    return policy == OldVersion.KEEP && now.current() != null
        ? now.oldVersion().map(old -> server.statuses().notPurged(artifact.what(), old))
        : Optional.empty();
  }

  private LoadResult prepare(Artifact artifact, Way way) {
    return loader.load(
        artifact,
        prepared ->
            switch (prepared) {
              case Preparation.Failed(var refused) -> refused;
              case Preparation.Ready(var version) ->
                  server.decide(
                      version,
                      () -> lanes.run(artifact.module(), () -> decided(artifact, version, way)));
            });
  }

  /** In the lane of the table, which others may have changed since the load began. */
  private LoadResult decided(Artifact artifact, InstalledVersion version, Way way) {
    Optional<LoadResult.Refused> refused = inTheWay(artifact, way.policy());
    if (refused.isEmpty()) {
      return way.committing().load(version, way.policy());
    }
    server.drop(version);
    return refused.get();
  }

  /** All modules that are loaded or on the code path, in the order of their names. */
  List<String> modules() {
    var modules = new TreeSet<>(sources.modules());
    modules.addAll(server.table().all().keySet());
    return List.copyOf(modules);
  }
}
