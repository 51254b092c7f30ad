package io.baton.code;

import io.baton.api.spi.ModuleListener;
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
 * Who is told of changes. Not references of the code server's component: a listener usually needs
 * the code server itself, and SCR gives up on two components that need each other.
 */
final class Listeners implements ServiceTrackerCustomizer<ModuleListener, ModuleListener> {
  private final BundleContext context;
  private final Supplier<Collection<String>> modules;
  private final ServiceTracker<ModuleListener, ModuleListener> tracker;

  /** Written as listeners come and go, read by lanes. */
  private final List<ModuleListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * Nobody yet.
   *
   * @param modules those that a new listener is told of first
   */
  Listeners(BundleContext context, Supplier<Collection<String>> modules) {
    this.context = context;
    this.modules = modules;
    tracker = new ServiceTracker<>(context, ModuleListener.class, this);
  }

  void open() {
    tracker.open();
  }

  void close() {
    tracker.close();
  }

  void changed(String module) {
    listeners.forEach(listener -> listener.changed(module));
  }

  @Override
  public @Nullable ModuleListener addingService(ServiceReference<ModuleListener> service) {
    ModuleListener listener = context.getService(service);
    if (listener != null) {
      listeners.add(listener);
      modules.get().forEach(listener::changed);
    }
    return listener;
  }

  @Override
  public void modifiedService(ServiceReference<ModuleListener> service, ModuleListener listener) {
    // has no properties that matter
  }

  @Override
  public void removedService(ServiceReference<ModuleListener> service, ModuleListener listener) {
    listeners.remove(listener);
    context.ungetService(service);
  }
}
