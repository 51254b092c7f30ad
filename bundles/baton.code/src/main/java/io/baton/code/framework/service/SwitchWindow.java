package io.baton.code.framework.service;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether services are being switched. A component with a static reference to one of them is
 * given up and made again meanwhile, and its own service with it; a user of that one keeps it until
 * the new one is there.
 */
final class SwitchWindow {
  /** The step that a thread is in. */
  private static final ScopedValue<Step> STEP = ScopedValue.newInstance();

  /** How many switches are under way; written by the threads that switch, read by any. */
  private final AtomicInteger switches = new AtomicInteger();

  boolean isOpen() {
    return switches.get() > 0;
  }

  /** The step that the calling thread is in; null if this thread switches nothing. */
  static @Nullable Step step() {
    return STEP.isBound() ? STEP.get() : null;
  }

  /**
   * Begins a switch, which may have several parts.
   *
   * @param parts by name; they register and withdraw mirrors
   * @param last is run after a part, when no switch is under way any more
   * @return the parts; the switch is over when each has run, on whatever thread
   */
  Map<String, Runnable> open(Map<String, Runnable> parts, Runnable last) {
    switches.addAndGet(parts.size());
    var first = new Step(new Rest(new AtomicInteger(parts.size())), Set.of());
    Map<String, Runnable> open = new LinkedHashMap<>();
    parts.forEach((name, part) -> open.put(name, () -> run(part, first, last)));
    return open;
  }

  private void run(Runnable part, Step first, Runnable last) {
    try {
      ScopedValue.where(STEP, first).run(part);
      first.rest().run();
    } finally {
      first.rest().partIsOver();
      if (switches.decrementAndGet() == 0) {
        last.run();
      }
    }
  }

  /**
   * A service is being replaced. What goes meanwhile on this thread goes because of that.
   *
   * @param rest what is left to be done in the same switch
   * @param causes the services whose replacement has led to this, one after the other
   */
  record Step(Rest rest, Set<Object> causes) {
    /**
     * Returns whether the users of a service that goes now keep it until it comes back. Not if it
     * goes because it was replaced itself: its component and another one refer to each other, and
     * each would be made again for the other for ever.
     */
    boolean mayComeBack(Object service) {
      return !causes.contains(service);
    }

    /** Replaces a service, because of what has led to this step. */
    void replace(Object service, Runnable change) {
      Set<Object> more = new HashSet<>(causes);
      more.add(service);
      ScopedValue.where(STEP, new Step(rest, more)).run(change);
    }

    /** Replaces a service as soon as the event is over that the calling thread is in. */
    void replaceLater(Object service, Runnable change) {
      rest.add(() -> replace(service, change));
    }
  }

  /**
   * Rest of a switch. Written by any thread, done by those that switch.
   *
   * @param changes in the order in which they are made
   * @param parts how many of the switch are not over
   */
  record Rest(Queue<Runnable> changes, AtomicInteger parts) {
    Rest(AtomicInteger parts) {
      this(new ConcurrentLinkedQueue<>(), parts);
    }

    private void add(Runnable change) {
      changes.add(change);
      if (parts.get() == 0) {
        run();
      }
    }

    private void partIsOver() {
      if (parts.decrementAndGet() == 0) {
        run();
      }
    }

    private void run() {
      for (Runnable change = changes.poll(); change != null; change = changes.poll()) {
        change.run();
      }
    }
  }
}
