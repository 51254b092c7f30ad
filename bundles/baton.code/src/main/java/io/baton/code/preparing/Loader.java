package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.code.artifact.ArchiveBounds;
import io.baton.code.artifact.Artifact;
import io.baton.code.framework.bundle.Bundles;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.wire.VersionWires;
import io.baton.code.running.ModuleCode;
import io.baton.spi.Log;
import io.baton.spi.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The first of a load's two steps: makes a version ready to become current. It may fail at any
 * point, and has then left nothing behind. It runs the module's own code (activator, constructor),
 * so it runs on the thread of a load only.
 */
public final class Loader {
  private static final Log LOG = Log.of("io.baton.code");

  /** How often bundles are resolved while others are uninstalled, which is a coincidence. */
  private static final int MOST_ATTEMPTS = 10;

  private final BundleContext context;
  private final Executor later;
  private final BundleStarts starts;
  private final VersionWires wires;
  private final LoadTurns turns;
  private final Installer installer;

  /** Bundles that are there for a check; written by the threads of checks, read by anyone. */
  private final Set<Bundle> checking = ConcurrentHashMap.newKeySet();

  /**
   * A loader.
   *
   * @param context the code server's
   * @param components explains what a component waits for
   * @param readiness makes versions out of services
   * @param wires decides which versions are wired to each other
   * @param code runs activators and constructors
   * @param signers refuses what no trusted key has signed
   * @param gaps how long a component is waited for that goes and comes back
   * @param bounds of what an archive may hold
   * @param later runs what may have to wait for them, on a thread that no caller waits for
   */
  public Loader(
      BundleContext context,
      ServiceComponentRuntime components,
      Readiness readiness,
      VersionWires wires,
      ModuleCode code,
      Signers signers,
      Gaps gaps,
      Supplier<ArchiveBounds> bounds,
      Executor later) {
    this.context = context;
    this.later = later;
    this.wires = wires;
    installer = new Installer(context, signers, bounds);
    turns = new LoadTurns(context, gaps.bound());
    var notReady = new NotReady(components);
    var returning = new Returning(context, notReady, gaps.isSwitching(), gaps.bound());
    starts = new BundleStarts(context, notReady, readiness, code, returning, signers);
  }

  /**
   * When and how long a component may be away that is needed for a load.
   *
   * @param isSwitching whether services of modules are being replaced
   * @param bound how long a load waits for the component's service
   */
  public record Gaps(BooleanSupplier isSwitching, Supplier<Duration> bound) {}

  /**
   * Installs, resolves, links and starts a bundle beside the version that is current. Until it is
   * decided what becomes of it, no load is under way of a module that refers to this one, or that
   * this one refers to.
   *
   * @param artifact what to load
   * @param decision gets the version, or why there is none
   * @param <R> what is decided
   * @return what is decided
   */
  public <R> R load(Artifact artifact, Function<Preparation, R> decision) {
    try (LoadTurns.Turn turn = turns.next()) {
      return decision.apply(prepareAll(List.of(new Loading(artifact, _ -> {})), turn).getFirst());
    }
  }

  /**
   * Lets versions become current that are ready, when no load is under way that is in their way.
   *
   * @param versions ready, each of another module
   * @param commit makes them current
   * @param <R> what comes of it
   * @return what comes of it
   */
  public <R> R commit(List<InstalledVersion> versions, Supplier<R> commit) {
    try (LoadTurns.Turn turn = turns.next()) {
      turn.take(
          versions.stream()
              .collect(
                  Collectors.toMap(version -> version.id().module(), InstalledVersion::bundle)));
      return commit.get();
    }
  }

  /**
   * Installs, resolves and links a bundle, and gives it up again. No code of it runs.
   *
   * @param artifact what to check
   * @param check gets what it declares, as long as it is installed
   * @param <R> what the check finds out
   * @return what the check has found out
   */
  public <R> R inspect(Artifact artifact, Function<Inspected, R> check) {
    var one = new Loading(artifact, _ -> {});
    try {
      resolve(List.of(one));
      present(List.of(one)).forEach(_ -> step(one, () -> one.inspected = starts.inspect(one)));
      return check.apply(one.result == null ? one.inspected() : new Inspected.Bad(one.refused()));
    } finally {
      finish(one, false);
    }
  }

  /**
   * The same, and starts it as a load does.
   *
   * @param artifact what to check
   * @param check gets the version, or why not; as long as it runs, the bundle {@link #isChecking}
   * @param <R> what the check finds out
   * @return what the check has found out
   */
  public <R> R construct(Artifact artifact, Function<Preparation, R> check) {
    List<Bundle> mine = new ArrayList<>(1);
    Consumer<Bundle> installed =
        bundle -> {
          mine.add(bundle);
          checking.add(bundle);
        };
    try (LoadTurns.Turn turn = turns.next()) {
      return check.apply(prepareAll(List.of(new Loading(artifact, installed)), turn).getFirst());
    } finally {
      mine.forEach(checking::remove);
    }
  }

  /**
   * Returns whether a bundle is there for a check only.
   *
   * @param bundle any bundle, or null
   * @return false if it is loaded, about to be loaded, or no module
   */
  public boolean isChecking(@Nullable Bundle bundle) {
    return bundle != null && checking.contains(bundle);
  }

  /**
   * The same for versions of different modules. Where they import packages of each other, they are
   * wired to each other; each is resolved and started before any is asked for its service.
   *
   * @param artifacts what to load, each of another module
   * @return of each the version, or why not, in the same order
   */
  public List<Preparation> prepare(List<Artifact> artifacts) {
    try (LoadTurns.Turn turn = turns.next()) {
      return prepareAll(artifacts.stream().map(one -> new Loading(one, _ -> {})).toList(), turn);
    }
  }

  private List<Preparation> prepareAll(List<Loading> all, LoadTurns.Turn turn) {
    try {
      return prepareOrGiveUp(all, turn);
    } catch (OutOfMemoryError e) { // what was taken is given back
      return all.stream().map(one -> one.noMemory(e)).toList();
    }
  }

  private List<Preparation> prepareOrGiveUp(List<Loading> all, LoadTurns.Turn turn) {
    boolean done = false;
    try {
      resolve(all);
      turn.take(bundles(all));
      present(all).forEach(one -> step(one, () -> starts.start(one)));
      present(all).forEach(one -> step(one, () -> one.result = starts.ready(one)));
      List<Preparation> results = all.stream().map(Loading::result).toList();
      done = true;
      return results;
    } finally {
      for (Loading one : all) {
        finish(one, done && one.result instanceof Preparation.Ready);
      }
    }
  }

  /**
   * A bundle that another program has uninstalled, updated or refreshed meanwhile refuses its load,
   * whatever that has led to: the framework answers with null then, or throws.
   */
  private static void step(Loading one, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      if (one.changed().isEmpty()) {
        throw e;
      }
    }
    if (!(one.result instanceof Preparation.Ready)) {
      one.changed().ifPresent(one::failed);
    }
  }

  private static List<Loading> present(List<Loading> all) {
    return all.stream().filter(one -> one.result == null).toList();
  }

  private static Map<String, Bundle> bundles(List<Loading> all) {
    return present(all).stream()
        .collect(Collectors.toMap(one -> one.artifact.module(), Loading::bundle));
  }

  /** Repeats while memory does not suffice: no other thread would do it later. */
  private void finish(Loading one, boolean ready) {
    Bundle bundle = one.bundle;
    while (bundle != null && !isFinished(one, bundle, ready)) {
      Rounds.pause();
    }
  }

  private boolean isFinished(Loading one, Bundle bundle, boolean ready) {
    try {
      if (!ready) {
        giveUp(one, bundle);
      }
      installer.finished(bundle);
      boolean _ = Thread.interrupted(); // what the module's own code has left on this thread
      return true;
    } catch (OutOfMemoryError _) {
      return false;
    }
  }

  private void giveUp(Loading one, Bundle bundle) {
    wires.failed(one.artifact.module(), bundle);
    if (one.isStuck) {
      uninstallLater(bundle);
    } else {
      Bundles.uninstall(bundle);
    }
    wires.settled(bundle);
  }

  /**
   * Returns whether this loader has started a bundle and is about to load it.
   *
   * @param bundle any bundle
   * @return false if another program has started it
   */
  public boolean isLoading(Bundle bundle) {
    return installer.isUnderWay(bundle);
  }

  /**
   * Another bundle with the same name, version and content. One that was built again without
   * another version differs; the number that Baton gives each version tells the two apart.
   *
   * @param artifact not installed yet
   * @return empty if there is none
   */
  public Optional<LoadResult.Refused> duplicate(Artifact artifact) {
    return installer.duplicate(artifact);
  }

  /** The framework waits until the bundle has started or stopped. */
  private void uninstallLater(Bundle bundle) {
    LOG.log(
        System.Logger.Level.ERROR,
        bundle + " is still starting; it is uninstalled as soon as it has started");
    later.execute(() -> Bundles.uninstall(bundle));
  }

  /** Installs and resolves what can be. */
  private void resolve(List<Loading> all) {
    all.forEach(installer::install);
    wires.preparing(bundles(all));
    int attempt = 1;
    while (!isResolved(all, attempt)) {
      attempt++;
    }
  }

  /**
   * Tries to resolve what was installed. The framework throws if a bundle is uninstalled meanwhile:
   * one of these, which refuses its load, or another one that it has resolved along with them.
   *
   * @return whether the framework has decided
   */
  private boolean isResolved(List<Loading> all, int attempt) {
    FrameworkWiring framework =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    try {
      boolean _ = framework.resolveBundles(present(all).stream().map(Loading::bundle).toList());
      return true;
    } catch (IllegalStateException e) {
      if (attempt == MOST_ATTEMPTS) {
        throw e;
      }
      present(all).forEach(one -> one.changed().ifPresent(one::failed));
      return false;
    }
  }

  /**
   * Makes a version of a service that its bundle has registered.
   *
   * @param service with the property {@code baton.module}
   * @return the version, or why not; the bundle is as it was
   */
  public Preparation prepare(ServiceReference<?> service) {
    return starts.prepare(service, false);
  }
}
