package io.baton.code.framework;

import io.baton.spi.ForeignCalls;
import io.baton.spi.Log;
import io.baton.spi.ModuleListener;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Listeners for changes of modules: each is notified through a queue of its own, after the change.
 * They are no references of the code server's component: a listener usually needs the code server
 * itself, and SCR gives up on two components that need each other.
 */
public final class Listeners
    implements ServiceTrackerCustomizer<ModuleListener, Listeners.Listener> {
  private static final Log LOG = Log.of("io.baton.code");

  /** How long a listener may take before it is not waited for any more. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private final BundleContext context;
  private final Supplier<Collection<String>> modules;
  private final ServiceTracker<ModuleListener, Listener> tracker;

  /** Written as listeners come and go, read by lanes and by their callers. */
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** A listener, and its queue of notifications. */
  record Listener(ModuleListener service, String bundle, ForeignCalls calls) {
    public static Listener of(ModuleListener service, String bundle) {
      return new Listener(
          service,
          bundle,
          new ForeignCalls(
              "code-server listener of " + bundle,
              LATE,
              thrown ->
                  LOG.log(
                      System.Logger.Level.ERROR,
                      "a listener of %s has failed".formatted(bundle),
                      thrown)));
    }

    public void changed(String module) {
      calls.run(() -> service.changed(module));
    }

    void await(Duration patience) {
      if (!calls.await(patience) && calls.noteLate()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "a listener of %s does not return; it is notified of the changes later"
                .formatted(bundle));
      }
    }
  }

  /**
   * No listeners yet.
   *
   * @param modules those that a new listener gets first
   */
  public Listeners(BundleContext context, Supplier<Collection<String>> modules) {
    this.context = context;
    this.modules = modules;
    tracker = new ServiceTracker<>(context, ModuleListener.class, this);
  }

  public void open() {
    tracker.open();
  }

  public void close() {
    tracker.close();
  }

  /** Notifies all listeners soon. Runs no code of theirs, and never waits. */
  public void changed(String module) {
    listeners.forEach(listener -> listener.changed(module));
  }

  /**
   * Waits for what a caller finds after its load: commands for all functions, and the log. For each
   * of them at most so long.
   */
  public void settle(Duration patience) {
    listeners.forEach(listener -> listener.await(patience));
    boolean _ = Log.flush(patience);
  }

  @Override
  public @Nullable Listener addingService(ServiceReference<ModuleListener> service) {
    ModuleListener found = context.getService(service);
    if (found == null) {
      return null;
    }
    Listener listener = Listener.of(found, service.getBundle().getSymbolicName());
    listeners.add(listener);
    modules.get().forEach(listener::changed);
    listener.await(Callbacks.PATIENCE);
    return listener;
  }

  @Override
  public void modifiedService(ServiceReference<ModuleListener> service, Listener listener) {
    // has no properties that matter
  }

  @Override
  public void removedService(ServiceReference<ModuleListener> service, Listener listener) {
    listeners.remove(listener);
    context.ungetService(service);
  }
}
