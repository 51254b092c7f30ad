package io.baton.code;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.api.code.PurgeResult;
import io.baton.api.spi.Log;
import io.baton.code.framework.ServiceVisibility;
import io.baton.code.loading.Loader;
import io.baton.code.loading.Prepared;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The whiteboard: a module's bundle that is started by other hands than the code server's is
 * loaded, one that is stopped is deleted, one that is updated in place serves until its new version
 * is ready. All of it happens before the call that starts or stops the bundle returns, unless
 * something else about the module takes long.
 */
final class ModuleTracker
    implements ServiceTrackerCustomizer<Object, ServiceReference<Object>>,
        SynchronousBundleListener {
  private static final Log LOG = Log.of("io.baton.code");

  private final BundleContext context;
  private final CodeServer server;
  private final Loader loader;
  private final ServiceTracker<Object, ServiceReference<Object>> tracker;

  /** Written when the code server stops; from then on nothing that happens is meant for it. */
  private volatile boolean closing;

  ModuleTracker(BundleContext context, CodeServer server, Loader loader) {
    this.context = context;
    this.server = server;
    this.loader = loader;
    tracker = new ServiceTracker<>(context, filter(), this);
  }

  private static Filter filter() {
    try {
      return FrameworkUtil.createFilter(
          "(&(%s=*)%s)".formatted(Module.NAMESPACE, ServiceVisibility.ORIGINALS));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  void open() {
    context.addBundleListener(this);
    tracker.open(true);
  }

  void close() {
    closing = true;
    tracker.close();
    context.removeBundleListener(this);
  }

  @Override
  public @Nullable ServiceReference<Object> addingService(ServiceReference<Object> service) {
    Bundle bundle = service.getBundle();
    if (!loader.isLoading(bundle) && !server.isLeaving(bundle)) {
      Callbacks.run("the start of " + service, () -> loadStarted(service));
    }
    return service;
  }

  private void loadStarted(ServiceReference<Object> service) {
    Optional<LoadResult> result =
        switch (loader.prepare(service)) {
          case Prepared.Failed(var refused) -> Optional.of(refused);
          case Prepared.Ready(var version) -> server.loadStarted(version);
        };
    result.ifPresentOrElse(ModuleTracker::log, () -> logLater(service));
  }

  private static void logLater(ServiceReference<?> service) {
    LOG.log(Level.WARNING, service + " has to wait; it is loaded later");
  }

  private static void log(LoadResult result) {
    switch (result) {
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
    String module = String.valueOf(service.getProperty(Module.NAMESPACE));
    if (closing || !server.isCurrent(module, service) || isUpdateInPlace()) {
      return;
    }
    Callbacks.run("the stop of " + module, () -> stopped(module, service));
  }

  private void stopped(String module, ServiceReference<?> service) {
    String how =
        server.stopped(module, service).map(ModuleTracker::killed).orElse(" and has to wait");
    LOG.log(Level.INFO, "%s was stopped%s".formatted(module, how));
  }

  /** A module whose bundle was updated to something else has been stopped. */
  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    BundleRevision now = bundle.adapt(BundleRevision.class);
    if (closing || event.getType() != BundleEvent.UPDATED || now == null) {
      return;
    }
    server
        .table()
        .all()
        .forEach((module, versions) ->
            versions
                .currentVersion()
                .filter(version -> version.bundle() == bundle && !holds(now, module))
                .ifPresent(version ->
                    Callbacks.run(
                        "the update of " + module, () -> stopped(module, version.service()))));
  }

  private static boolean holds(BundleRevision revision, String module) {
    return revision.getDeclaredCapabilities(Module.NAMESPACE).stream()
        .anyMatch(capability -> module.equals(capability.getAttributes().get(Module.NAMESPACE)));
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
