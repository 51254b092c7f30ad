package io.baton.code.framework;

import io.baton.spi.ForeignCalls;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The services of one type that listen to the code server. The calls of each run on a queue of its
 * own, so one that throws or does not return is no matter for the others. They are no references of
 * the code server's component: a listener usually needs the code server itself, and SCR gives up on
 * two components that need each other.
 *
 * @param <S> type of the services
 */
final class ListenerQueues<S> implements ServiceTrackerCustomizer<S, ListenerQueues.Listener<S>> {
  private static final Log LOG = Log.of("io.baton.code");

  /** How long a listener may take before it is not waited for any more. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private final BundleContext context;
  private final String kind;
  private final Consumer<Listener<S>> added;
  private final ServiceTracker<S, Listener<S>> tracker;

  /** Written as listeners come and go, read by lanes and by their callers. */
  private final List<Listener<S>> listeners = new CopyOnWriteArrayList<>();

  /**
   * A listener, and the queue of its calls.
   *
   * @param <S> type of the service
   * @param service the listener
   * @param label of the listener, for messages
   * @param calls of it, one after the other
   */
  record Listener<S>(S service, String label, ForeignCalls calls) {
    /** Calls it soon. */
    void call(Consumer<? super S> call) {
      calls.run(() -> call.accept(service));
    }

    void await(Duration patience) {
      if (!calls.await(patience) && calls.noteLate()) {
        LOG.log(Level.WARNING, label + " does not return; what has changed, it learns later");
      }
    }
  }

  /**
   * No listeners yet.
   *
   * @param context of the code server
   * @param type of the services
   * @param kind of listener, for messages
   * @param added gets each new listener
   */
  ListenerQueues(BundleContext context, Class<S> type, String kind, Consumer<Listener<S>> added) {
    this.context = context;
    this.kind = kind;
    this.added = added;
    tracker = new ServiceTracker<>(context, type, this);
  }

  void open() {
    tracker.open();
  }

  void close() {
    tracker.close();
  }

  /** Calls all soon. Runs no code of theirs, and never waits. */
  void call(Consumer<? super S> call) {
    listeners.forEach(listener -> listener.call(call));
  }

  /** Waits until each has run its calls, but for none longer than this. */
  void await(Duration patience) {
    listeners.forEach(listener -> listener.await(patience));
  }

  @Override
  public @Nullable Listener<S> addingService(ServiceReference<S> service) {
    S found = context.getService(service);
    if (found == null) {
      return null;
    }
    String label = "a %s of %s".formatted(kind, service.getBundle().getSymbolicName());
    var calls =
        new ForeignCalls(
            "code-server: " + label,
            LATE,
            thrown -> LOG.log(Level.ERROR, label + " has failed", thrown));
    var listener = new Listener<S>(found, label, calls);
    listeners.add(listener);
    added.accept(listener);
    return listener;
  }

  @Override
  public void modifiedService(ServiceReference<S> service, Listener<S> listener) {
    // has no properties that matter
  }

  @Override
  public void removedService(ServiceReference<S> service, Listener<S> listener) {
    listeners.remove(listener);
    context.ungetService(service);
  }
}
