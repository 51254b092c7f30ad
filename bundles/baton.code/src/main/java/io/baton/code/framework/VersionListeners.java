package io.baton.code.framework;

import io.baton.api.code.VersionChange;
import io.baton.api.code.VersionListener;
import io.baton.spi.ForeignCalls;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** The listeners for versions that come and go; each hears of a change in two rounds. */
public final class VersionListeners
    implements ServiceTrackerCustomizer<VersionListener, VersionListeners.Listener> {
  private static final Log LOG = Log.of("io.baton.code");

  /** How long a listener may take before the others go on without it. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private final BundleContext context;
  private final ServiceTracker<VersionListener, Listener> tracker;

  /** Written as listeners come and go, read by the lanes of callbacks. */
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /**
   * A listener, and the queue of its calls.
   *
   * @param service the listener
   * @param bundle that has registered it
   * @param calls of it, one after the other
   */
  record Listener(VersionListener service, String bundle, ForeignCalls calls) {
    static Listener of(VersionListener service, String bundle) {
      return new Listener(
          service,
          bundle,
          new ForeignCalls(
              "code-server version listener of " + bundle,
              LATE,
              thrown ->
                  LOG.log(
                      Level.ERROR,
                      "a version listener of %s has failed".formatted(bundle),
                      thrown)));
    }

    void await() {
      if (!calls.await(LATE) && calls.noteLate()) {
        LOG.log(
            Level.WARNING,
            "a version listener of %s does not return; the others go on without it"
                .formatted(bundle));
      }
    }
  }

  /**
   * No listeners yet.
   *
   * @param context of the code server
   */
  public VersionListeners(BundleContext context) {
    this.context = context;
    tracker = new ServiceTracker<>(context, VersionListener.class, this);
  }

  /** Looks for listeners from now on. */
  public void open() {
    tracker.open();
  }

  /** Knows no listeners any more. */
  public void close() {
    tracker.close();
  }

  /**
   * Tells all listeners of a change: first all clear, then all refresh. Waits for each round, but
   * for no listener longer than a second.
   *
   * @param change what has changed
   */
  public void changed(VersionChange change) {
    listeners.forEach(one -> one.calls().run(() -> one.service().clear(change)));
    listeners.forEach(Listener::await);
    listeners.forEach(one -> one.calls().run(() -> one.service().refresh(change)));
    listeners.forEach(Listener::await);
  }

  @Override
  public @Nullable Listener addingService(ServiceReference<VersionListener> service) {
    VersionListener found = context.getService(service);
    if (found == null) {
      return null;
    }
    Listener listener = Listener.of(found, service.getBundle().getSymbolicName());
    listeners.add(listener);
    return listener;
  }

  @Override
  public void modifiedService(ServiceReference<VersionListener> service, Listener listener) {
    // has no properties that matter
  }

  @Override
  public void removedService(ServiceReference<VersionListener> service, Listener listener) {
    listeners.remove(listener);
    context.ungetService(service);
  }
}
