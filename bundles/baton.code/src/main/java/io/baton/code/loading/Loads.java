package io.baton.code.loading;

import io.baton.api.code.CodeMode;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.Source;
import io.baton.code.artifact.Artifact;
import io.baton.code.artifact.Content;
import io.baton.code.artifact.Sources;
import io.baton.code.audit.Decisions;
import io.baton.code.checking.LoadChecks;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.lane.LaneQueues;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.preparing.Loader;
import io.baton.code.preparing.Preparation;
import io.baton.code.purging.Removals;
import io.baton.code.version.LoadedVersion;
import io.baton.code.version.ModuleTable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads of one module, one after the other. A version is made ready without keeping others from the
 * versions that are there; only what becomes of it then is decided in their lane. What is in the
 * way is found in the order of Erlang's code server: no file, sticky, bad file, not purged,
 * on_load.
 */
public final class Loads {
  private static final String NO_NAME = "the name of a module must not be null";

  private final ModuleQueues lanes;
  private final ModuleTable<InstalledVersion> table;
  private final Loader loader;
  private final Sources sources;
  private final Obstacles obstacles;
  private final LoadChecks checks;
  private final Commits commits;
  private final Removals removals;
  private final Decisions decisions;
  private final Supplier<CodeMode> mode;
  private final ThirdVersions thirdVersions;

  /** Attempts to make sure that a module is loaded, until they have begun. Written by callers. */
  private final ConcurrentMap<String, Attempt> attempts = new ConcurrentHashMap<>();

  /**
   * No loads yet.
   *
   * @param lanes of modules
   * @param table which versions there are
   * @param loader makes versions ready
   * @param sources where artifacts are read from
   * @param obstacles keep versions from being loaded
   * @param checks compare a version with the values that are there
   * @param commits make versions current
   * @param removals drop versions that do not become current
   * @param thirdVersions decides about old versions that are in the way of loads that never purge
   * @param decisions tells the log what was decided
   * @param mode whether a module is loaded only because it is needed
   */
  public Loads(
      ModuleQueues lanes,
      ModuleTable<InstalledVersion> table,
      Loader loader,
      Sources sources,
      Obstacles obstacles,
      LoadChecks checks,
      Commits commits,
      Removals removals,
      ThirdVersions thirdVersions,
      Decisions decisions,
      Supplier<CodeMode> mode) {
    this.lanes = lanes;
    this.table = table;
    this.loader = loader;
    this.sources = sources;
    this.obstacles = obstacles;
    this.checks = checks;
    this.commits = commits;
    this.removals = removals;
    this.decisions = decisions;
    this.mode = mode;
    this.thirdVersions = thirdVersions;
  }

  /** Shared by all callers of one moment. Only the module's lane touches the result. */
  private static final class Attempt {
    private @Nullable EnsureResult result;
  }

  /** By name: what is installed already is nothing new. */
  public LoadResult newest(String module, OldVersion policy) {
    return byName(module, () -> sources.read(new Source.OnPath(module)), policy);
  }

  public LoadResult certain(String module, String version) {
    return byName(module, () -> sources.find(module, version), OldVersion.KEEP);
  }

  private LoadResult byName(String module, Supplier<Artifact.Read> read, OldVersion policy) {
    Objects.requireNonNull(module, NO_NAME);
    return load(module, null, read, named(policy));
  }

  /**
   * Loads in the module's lane. A load that never purges is tried again if the configuration says
   * so; it waits here, outside of the lane.
   */
  private LoadResult load(
      String module,
      @Nullable Content content,
      Supplier<Artifact.Read> read,
      Conditions conditions) {
    Function<OldVersion, LoadResult> attempt =
        policy -> inLane(module, content, () -> load(module, read.get(), conditions.with(policy)));
    return conditions.policy() == OldVersion.KEEP
        ? thirdVersions.load(
            attempt,
            result -> result instanceof LoadResult.NotPurged,
            () -> obstacles.isUsed(List.of(module)))
        : attempt.apply(conditions.policy());
  }

  /** Without a thread nothing has happened. */
  private LoadResult inLane(String module, @Nullable Content content, Callable<LoadResult> load) {
    String by = decisions.requester();
    try {
      return lanes.run(ModuleQueues.loads(module), () -> decisions.load(by, content, load.call()));
    } catch (LaneQueues.NoThread e) {
      return decisions.load(
          by, content, new LoadResult.NotStored(module, String.valueOf(e.getMessage())));
    }
  }

  /** Loads a file, whichever module it holds. */
  private LoadResult file(Path file, Conditions conditions) {
    Path absolute = file.toAbsolutePath().normalize();
    var content = new Content.InFile(absolute);
    return switch (Artifact.read(absolute)) {
      case Artifact.Read.Bad(var refused) ->
          decisions.load(decisions.requester(), content, refused);
      case Artifact.Read.Found found ->
          load(found.artifact().module(), content, () -> found, conditions);
    };
  }

  public LoadResult file(Path file) {
    return file(file, Conditions.any(OldVersion.KEEP));
  }

  public LoadResult checked(String module) {
    return checked(module, () -> sources.read(new Source.OnPath(module)));
  }

  public LoadResult checked(String module, String version) {
    return checked(module, () -> sources.find(module, version));
  }

  private LoadResult checked(String module, Supplier<Artifact.Read> read) {
    Objects.requireNonNull(module, NO_NAME);
    return load(module, null, read, named(OldVersion.KEEP).with(checks));
  }

  public LoadResult checked(Path file) {
    return file(file, Conditions.any(OldVersion.KEEP).with(checks));
  }

  public LoadResult of(Source source, OldVersion policy) {
    return load(
        source.module(), Content.of(source), () -> sources.read(source), Conditions.any(policy));
  }

  /** Loads a module that is not loaded; in embedded mode only says whether it is. */
  public EnsureResult ensure(String module) {
    return ensure(module, decisions::requester);
  }

  private EnsureResult ensure(String module, Supplier<String> requester) {
    Optional<EnsureResult> present = present(module);
    if (present.isPresent()) {
      return present.get();
    }
    if (mode.get() == CodeMode.EMBEDDED) {
      return new EnsureResult.Absent(new LoadResult.NotInEmbeddedMode(module));
    }
    String by = requester.get();
    Attempt attempt = attempts.computeIfAbsent(module, _ -> new Attempt());
    return lanes.run(ModuleQueues.loads(module), () -> ensureInLane(module, attempt, by));
  }

  /**
   * Ensures that several modules are loaded, each on a thread of its own.
   *
   * @return those that are not, and why
   */
  public SortedMap<String, LoadResult.Refused> ensureAll(Collection<String> modules) {
    String by = decisions.requester();
    Set<String> names = new TreeSet<>(modules);
    return lanes.aside("ensure", () -> ensureAll(names, by), _ -> {});
  }

  private SortedMap<String, LoadResult.Refused> ensureAll(Set<String> modules, String by) {
    Map<String, CompletableFuture<EnsureResult>> results = new TreeMap<>();
    for (String module : modules) {
      results.put(module, lanes.begin("ensure " + module, () -> ensure(module, () -> by)));
    }
    SortedMap<String, LoadResult.Refused> absent = new TreeMap<>();
    results.forEach((module, result) -> {
      if (result.join() instanceof EnsureResult.Absent(var refused)) {
        absent.put(module, refused);
      }
    });
    return absent;
  }

  /**
   * Loads a module that is called and not loaded.
   *
   * @return false in embedded mode, if there is none, or the call is part of a load that would wait
   *     for itself
   */
  public boolean isLoadedByCall(String module) {
    try {
      return ensure(module) instanceof EnsureResult.Present;
    } catch (IllegalStateException _) {
      return false; // the call fails: the function is undefined as long as that load runs
    }
  }

  private Optional<EnsureResult> present(String module) {
    return table.of(module).currentVersion().map(version -> new EnsureResult.Present(version.id()));
  }

  /** Concurrent callers share one attempt, and read its result when their turn comes. */
  private EnsureResult ensureInLane(String module, Attempt attempt, String by) {
    EnsureResult known = attempt.result;
    if (known != null) {
      return known;
    }
    try {
      EnsureResult result = present(module).orElseGet(() -> loadMissing(module, by));
      attempt.result = result;
      return result;
    } finally {
      attempts.remove(module, attempt);
    }
  }

  private EnsureResult loadMissing(String module, String by) {
    Artifact.Read read = sources.read(new Source.OnPath(module));
    return switch (decisions.load(by, null, load(module, read, Conditions.any(OldVersion.KEEP)))) {
      case LoadResult.Loaded(var current, _, _, _) -> new EnsureResult.Present(current);
      case LoadResult.Refused refused -> new EnsureResult.Absent(refused);
    };
  }

  /**
   * Conditions of a load, besides those of its artifact.
   *
   * @param policy about an old version
   * @param duplicates why an artifact is refused because of what is installed
   * @param check why a version is refused that is ready
   */
  private record Conditions(
      OldVersion policy,
      Function<Artifact, Optional<LoadResult.Refused>> duplicates,
      Function<LoadedVersion, Optional<LoadResult.Refused>> check) {
    /** An artifact is loaded whatever is installed. */
    static Conditions any(OldVersion policy) {
      return new Conditions(policy, _ -> Optional.empty(), _ -> Optional.empty());
    }

    /** The same with another policy. */
    Conditions with(OldVersion other) {
      return new Conditions(other, duplicates, check);
    }

    /** All live state must pass as well. */
    Conditions with(LoadChecks checks) {
      return new Conditions(policy, duplicates, checks::refused);
    }
  }

  /** By name, what is installed already is nothing new. */
  private Conditions named(OldVersion policy) {
    return new Conditions(policy, loader::duplicate, _ -> Optional.empty());
  }

  private LoadResult load(String module, Artifact.Read read, Conditions conditions) {
    return switch (read) {
      case Artifact.Read.Bad(LoadResult.NoFile noFile) -> noFile;
      case Artifact.Read.Bad(var refused) -> obstacles.sticky(module, module).orElse(refused);
      case Artifact.Read.Found(var artifact) ->
          inTheWay(artifact, conditions.policy())
              .or(() -> conditions.duplicates().apply(artifact))
              .<LoadResult>map(refused -> refused)
              .orElseGet(() -> prepare(artifact, conditions));
    };
  }

  private Optional<LoadResult.Refused> inTheWay(Artifact artifact, OldVersion policy) {
    String module = artifact.module();
    return obstacles
        .sticky(module, artifact.what())
        .or(() -> obstacles.old(module, artifact.what(), policy));
  }

  private LoadResult prepare(Artifact artifact, Conditions conditions) {
    return loader.load(
        artifact,
        prepared ->
            switch (prepared) {
              case Preparation.Failed(var refused) -> refused;
              case Preparation.Ready(var version) ->
                  removals.dropOnFailure(
                      version,
                      () ->
                          lanes.run(
                              artifact.module(), () -> decided(artifact, version, conditions)));
            });
  }

  /** In the lane of the table, which others may have changed since the load began. */
  private LoadResult decided(Artifact artifact, InstalledVersion version, Conditions conditions) {
    Optional<LoadResult.Refused> refused =
        inTheWay(artifact, conditions.policy())
            .or(() -> conditions.check().apply(version.loaded()));
    if (refused.isEmpty()) {
      return commits.load(version, conditions.policy());
    }
    removals.drop(version);
    return refused.get();
  }

  /** All modules that are loaded or on the code path, in the order of their names. */
  public List<String> modules() {
    var modules = new TreeSet<>(sources.modules());
    modules.addAll(table.all().keySet());
    return List.copyOf(modules);
  }
}
