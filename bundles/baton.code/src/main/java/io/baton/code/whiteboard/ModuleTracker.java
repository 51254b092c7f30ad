package io.baton.code.whiteboard;

import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.code.audit.Decisions;
import io.baton.code.framework.Callbacks;
import io.baton.code.framework.ComponentChanges;
import io.baton.code.framework.bundle.Bundles;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.LeavingBundles;
import io.baton.code.framework.component.ModuleComponent;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.framework.service.ModuleServices;
import io.baton.code.preparing.Loader;
import io.baton.code.preparing.Preparation;
import io.baton.code.version.ModuleTable;
import io.baton.spi.Log;
import io.baton.spi.MarkedLocation;
import io.baton.spi.identity.ModuleIdentity;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The whiteboard: a module's bundle that another program than the code server starts is loaded, if
 * it is the newest. What the component of a loaded version registers after that is the same version
 * with another object; calls wait while there is none. A bundle that is uninstalled, or updated to
 * something else, is deleted, and the newest of those that were left alone is loaded.
 *
 * <p>All of it happens before the call that starts or stops the bundle returns, unless something
 * else about the module takes long.
 */
public final class ModuleTracker
    implements ServiceTrackerCustomizer<Object, ServiceReference<Object>>,
        SynchronousBundleListener {
  private static final Log LOG = Log.of("io.baton.code");

  private final BundleContext context;
  private final ModuleTable<InstalledVersion> table;
  private final StartedBundles started;
  private final Loader loader;
  private final ModuleComponents components;
  private final ComponentChanges changes;
  private final LeavingBundles leaving;
  private final Decisions decisions;
  private final TrackedServices services;

  /**
   * Bundles that were stopped by hand. Written and read by the threads that stop and start bundles.
   */
  private final Set<Bundle> stoppedByHand = ConcurrentHashMap.newKeySet();

  /** Written when the code server stops; from then on nothing that comes is meant for it. */
  private volatile boolean stopping;

  /** Written after that; from then on nothing that goes is meant for it. */
  private volatile boolean closing;

  /**
   * Tracks nothing yet.
   *
   * @param context the code server's
   * @param table which versions there are
   * @param started decides what becomes of modules
   * @param loader makes versions ready
   * @param components those of versions
   * @param changes follows them
   * @param leaving bundles that are about to be uninstalled
   * @param decisions tells the log what was decided
   */
  public ModuleTracker(
      BundleContext context,
      ModuleTable<InstalledVersion> table,
      StartedBundles started,
      Loader loader,
      ModuleComponents components,
      ComponentChanges changes,
      LeavingBundles leaving,
      Decisions decisions) {
    this.context = context;
    this.table = table;
    this.started = started;
    this.loader = loader;
    this.components = components;
    this.changes = changes;
    this.leaving = leaving;
    this.decisions = decisions;
    services = new TrackedServices(context, this);
  }

  public void open() {
    context.addBundleListener(this);
    services.open();
    started.catchUp();
  }

  /** Components that need the code server are about to go, and come back when it is there again. */
  public void loadNoMore() {
    stopping = true;
  }

  public void close() {
    closing = true;
    services.close();
    context.removeBundleListener(this);
  }

  @Override
  public @Nullable ServiceReference<Object> addingService(ServiceReference<Object> service) {
    Bundle bundle = service.getBundle();
    if (stopping) {
      return service;
    }
    Optional<ModuleComponent> known = components.of(service);
    if (known.isPresent()) {
      Callbacks.run("the start of " + service, () -> arrived(known.get(), service));
    } else if (bundle != null && !loader.isLoading(bundle) && !leaving.isLeaving(bundle)) {
      Callbacks.run("the start of " + service, () -> loadStarted(service, bundle));
    }
    return service;
  }

  /** A version that is old stays old, unless its bundle was stopped and started by hand. */
  private void arrived(ModuleComponent component, ServiceReference<?> service) {
    changes.arrived(component, service, Callbacks.PATIENCE);
    if (stoppedByHand.remove(component.bundle())) {
      started.takeBack(component).ifPresent(this::log);
    }
  }

  private void loadStarted(ServiceReference<Object> service, Bundle bundle) {
    boolean byHand = stoppedByHand.remove(bundle);
    Optional<StartOrder.Outcome> outcome =
        switch (loader.prepare(service)) {
          case Preparation.Failed(var refused) ->
              Optional.of(new StartOrder.Outcome.Tried(refused));
          case Preparation.Ready(var version) -> started.load(version, byHand);
        };
    switch (outcome.orElse(null)) {
      case StartOrder.Outcome.Tried(LoadResult result) -> log(result);
      case StartOrder.Outcome.LeftAlone(String why) -> {
        context.ungetService(service);
        LOG.log(Level.INFO, why);
      }
      case null -> LOG.log(Level.WARNING, service + " cannot be loaded yet; it is loaded later");
    }
  }

  private void log(LoadResult result) {
    switch (decisions.load(decisions.requester(), null, result)) {
      case LoadResult.Loaded(var current, _, var purged, _) ->
          LOG.log(Level.INFO, "%s is current%s".formatted(current, killed(purged)));
      case LoadResult.Refused refused ->
          LOG.log(Level.ERROR, "%s was not loaded: %s".formatted(refused.what(), refused.why()));
    }
  }

  private static String killed(PurgeResult purged) {
    String killed =
        purged.killedProcesses().isEmpty() ? "" : "; killed " + purged.killedProcesses();
    return purged.wiredBundles().isEmpty()
        ? killed
        : killed + "; the old version's code throws for " + purged.wiredBundles();
  }

  @Override
  public void modifiedService(ServiceReference<Object> service, ServiceReference<Object> tracked) {
    // the module's name is fixed when its service is registered
  }

  @Override
  public void removedService(ServiceReference<Object> service, ServiceReference<Object> tracked) {
    Bundle bundle = service.getBundle();
    if (closing || bundle == null) {
      return;
    }
    if (bundle.getState() == Bundle.STOPPING && !Bundles.isMeantToRun(bundle)) {
      stoppedByHand.add(bundle);
    }
    components
        .having(service)
        .filter(component -> component.isClosed() || !isUpdateInPlace())
        .ifPresent(
            component -> Callbacks.run("the stop of " + component, () -> left(component, service)));
  }

  private void left(ModuleComponent component, ServiceReference<Object> service) {
    changes.left(component, service);
    another(component.bundle(), service).ifPresent(other -> arrived(component, other));
  }

  /** A component with several configurations has several services; one at a time serves. */
  private static Optional<ServiceReference<?>> another(
      Bundle bundle, ServiceReference<Object> gone) {
    return bundle.getState() == Bundle.ACTIVE
        ? ModuleServices.of(bundle).stream().filter(service -> !service.equals(gone)).findFirst()
        : Optional.empty();
  }

  /** A module whose bundle is uninstalled, or updated to something else, is deleted. */
  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    if (closing) {
      return;
    }
    switch (event.getType()) {
      case BundleEvent.UNINSTALLED -> {
        stoppedByHand.remove(bundle);
        gone(bundle, _ -> true, "was uninstalled");
      }
      case BundleEvent.UPDATED -> {
        stoppedByHand.remove(bundle);
        BundleRevision now = bundle.adapt(BundleRevision.class);
        gone(bundle, module -> now != null && !holds(now, module), "was updated to something else");
      }
      default -> {
        // its services tell what else becomes of it
      }
    }
  }

  private void gone(Bundle bundle, Predicate<String> isConcerned, String what) {
    String why =
        "its bundle %s %s; load the module"
            .formatted(MarkedLocation.origin(bundle.getLocation()), what);
    table
        .all()
        .forEach((module, versions) ->
            versions
                .currentVersion()
                .filter(version -> version.bundle() == bundle && isConcerned.test(module))
                .ifPresent(
                    version -> Callbacks.run("the end of " + module, () -> gone(version, why))));
  }

  private void gone(InstalledVersion version, String why) {
    String how =
        started
            .gone(version.component(), why)
            .map(purged -> killed(decisions.purge(decisions.requester(), purged)))
            .orElse(" and has to wait");
    LOG.log(Level.INFO, "%s: %s%s".formatted(version, why, how));
    next(version.id().module()).ifPresent(this::addingService);
  }

  /** The newest bundle of a module that was started and not loaded, because of a newer one. */
  private Optional<ServiceReference<Object>> next(String module) {
    return services
        .tracked()
        .filter(service -> module.equals(ModuleServices.module(service)))
        .filter(service -> service.getBundle() != null && components.of(service).isEmpty())
        .max(Comparator.comparing(ModuleTracker::version));
  }

  private static org.osgi.framework.Version version(ServiceReference<?> service) {
    Bundle bundle = service.getBundle();
    return bundle == null ? org.osgi.framework.Version.emptyVersion : bundle.getVersion();
  }

  private static boolean holds(BundleRevision revision, String module) {
    ModuleIdentity identity = ModuleIdentity.of(revision);
    return identity != null && identity.module().equals(module);
  }

  /** The framework tells a stop from an update only after it has stopped the bundle. */
  private static boolean isUpdateInPlace() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames ->
            frames.anyMatch(frame ->
                frame.getMethodName().equals("update")
                    && Bundle.class.isAssignableFrom(frame.getDeclaringClass())));
  }
}
