package io.baton.code.framework.wire;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.baton.api.code.WiredBundle;
import io.baton.code.framework.bundle.SideBySideInstallHook;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.version.LoadedVersion;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Old;
import io.baton.code.version.ModuleTable.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Knows which bundles are wired to which versions. A bundle that is wired to an old version uses
 * it, as a stack frame does: it may call the version's classes at any time.
 *
 * <p>An old version of another module uses it only while it is in use itself. So modules that
 * import packages of each other can be soft purged one after the other.
 */
public final class Wirings {
  private static final Duration RESOLVES = Duration.ofSeconds(1);

  private final BundleContext context;
  private final ModuleTable<InstalledVersion> table;
  private final BiPredicate<LoadedVersion, Instant> lingers;
  private final PurgedWirings purged;
  private final VersionWires wires;
  private final FrameworkHooks hooks;

  /**
   * Knows no wires yet.
   *
   * @param context the code server's
   * @param table which versions there are
   * @param lingers whether a process or a thread is in a version, which is old since then
   */
  public Wirings(
      BundleContext context,
      ModuleTable<InstalledVersion> table,
      BiPredicate<LoadedVersion, Instant> lingers) {
    this.context = context;
    this.table = table;
    this.lingers = lingers;
    var fragments = new FragmentCopies(context);
    purged = new PurgedWirings(context, job -> ModuleQueues.later("wires", job), fragments);
    wires = new VersionWires(this::standing, fragments, purged);
    hooks = new FrameworkHooks(context, new SideBySideInstallHook(), wires, purged, fragments);
  }

  /** Decides about wires; gets what is being prepared. */
  public VersionWires wires() {
    return wires;
  }

  /** Begins to keep versions apart; nothing may be loaded before. */
  public void open(Runnable unwired) {
    hooks.open(unwired);
  }

  public void close() {
    hooks.close();
  }

  /** Called by the resolver. */
  private VersionWires.Standing standing(String module) {
    Versions<InstalledVersion> now = table.of(module);
    return new VersionWires.Standing(
        now.currentVersion().map(InstalledVersion::revision).orElse(null),
        now.oldVersion().map(InstalledVersion::revision).orElse(null));
  }

  /** Notes that a version is current: the resolver finds it in the table from now on. */
  public void settled(InstalledVersion version) {
    wires.settled(version.bundle());
  }

  /**
   * Waits until each resolve operation that may still wire a bundle to a version which is old by
   * now is over; not for long, since the framework may be waiting for the caller.
   */
  public void awaitResolves() {
    if (wires.mayBeResolving()) {
      var over = new CompletableFuture<Boolean>();
      ModuleQueues.later("resolves", () -> over.complete(lockedOnce()));
      var _ = over.completeOnTimeout(false, RESOLVES.toNanos(), NANOSECONDS).join();
    }
  }

  /** The framework answers such a question with the lock of its resolver held. */
  private boolean lockedOnce() {
    try {
      return !context
          .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
          .adapt(FrameworkWiring.class)
          .getDependencyClosure(List.of(context.getBundle()))
          .isEmpty();
    } catch (IllegalStateException _) {
      return false; // the framework is stopping
    }
  }

  /** The bundles that use a version. */
  public List<WiredBundle> users(InstalledVersion version) {
    return users(version, new HashSet<>());
  }

  private List<WiredBundle> users(InstalledVersion version, Set<BundleWiring> asked) {
    return wiring(version)
        .map(wiring -> {
          asked.add(wiring);
          return WiredBundles.of(version.id(), wiring, user -> counts(user, asked));
        })
        .orElse(List.of());
  }

  /** Empty if the framework has given the bundle another one, by a refresh. */
  private static Optional<BundleWiring> wiring(InstalledVersion version) {
    return Optional.ofNullable(version.revision().getWiring())
        .filter(wiring -> wiring.getClassLoader() == version.loader());
  }

  private boolean counts(BundleWiring user, Set<BundleWiring> asked) {
    Optional<Old<InstalledVersion>> old =
        table.all().values().stream()
            .flatMap(versions -> Optional.ofNullable(versions.old()).stream())
            .filter(one -> wiring(one.version()).filter(user::equals).isPresent())
            .findFirst();
    return old.isEmpty() || (!asked.contains(user) && isUsed(old.get(), asked));
  }

  private boolean isUsed(Old<InstalledVersion> old, Set<BundleWiring> asked) {
    return !users(old.version(), asked).isEmpty()
        || lingers.test(old.version().loaded(), old.since());
  }

  /** The bundles that use the old version of a module, or one that was purged. */
  public List<WiredBundle> all(String module) {
    List<WiredBundle> all = new ArrayList<>(purged.users(module));
    table.of(module).oldVersion().ifPresent(old -> all.addAll(users(old)));
    return List.copyOf(all);
  }

  /** Names of the modules that have a purged version which bundles are still wired to. */
  public Collection<String> purgedModules() {
    return purged.modules();
  }

  /** Notes that a version is given up, before its bundle is uninstalled. */
  public void givenUp(InstalledVersion version, boolean wasCurrent) {
    wiring(version).ifPresent(wiring -> purged.add(version.id(), wiring, wasCurrent));
    wires.settled(version.bundle());
  }

  /** Returns where other bundles may have classes from: the wiring of every version there is. */
  public List<BundleWiring> all() {
    Stream<BundleWiring> loaded =
        table.all().values().stream()
            .flatMap(versions ->
                Stream.concat(versions.currentVersion().stream(), versions.oldVersion().stream()))
            .flatMap(version -> wiring(version).stream());
    return Stream.concat(loaded, purged.inUse().stream()).toList();
  }
}
