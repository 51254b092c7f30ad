package io.baton.process.mailbox;

import io.baton.process.lifecycle.LifeCycle;
import io.baton.process.schedule.BusyWait;
import io.baton.process.schedule.Timeout;
import io.baton.spi.ProcessTracing.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a process, in order of arrival. Any thread puts; only the owner, which is the thread
 * of the process, takes. A message that does not match stays where it is.
 */
public final class Mailbox {
  /** Written by every sender, read by the owner. */
  private final ArrivalQueue arrived = new ArrivalQueue();

  /**
   * Messages that the owner has inspected and left; written by the owner, its size read by any
   * thread.
   */
  private volatile @Nullable Skipped skipped;

  /** True while the owner searches; touched by the owner only. */
  private boolean searching;

  /** Adaptive spin of the owner; touched by the owner only. */
  private final BusyWait busyWait = new BusyWait();

  /**
   * Number of messages taken; written by the owner, read without a barrier by threads that report
   * on it.
   */
  private long taken;

  /** The owner while it is about to park or is parked; written by the owner, read by senders. */
  private volatile @Nullable Thread parked;

  /** The type that the owner waits for; written by the owner, read by threads that report on it. */
  private volatile @Nullable Class<?> waitsFor;

  /** Null without a bound; written before any other thread knows the mailbox, read by all. */
  private @Nullable MailboxBound bound;

  /** Receives an event for each arrival; written under the monitor, read by every sender. */
  private volatile @Nullable Consumer<Event> tracer;

  /** Sets a bound; called before any other thread knows the mailbox. */
  public void bound(MailboxBound limits) {
    bound = limits;
  }

  /**
   * Puts a message of a process, which a bound may refuse.
   *
   * @param sender null for a thread that is not known as a process
   * @return false if the sender has ended: the message does not arrive
   */
  public boolean send(Object message, @Nullable LifeCycle sender) {
    if (sender != null && sender.ended() != null) {
      return false;
    }
    if (bound != null && !bound.admits()) {
      bound.reject();
      return true;
    }
    return put(message, sender);
  }

  /** Puts a message of a timer; drops it if the mailbox is full. */
  public void offer(Object message) {
    if (bound == null || bound.admits()) {
      boolean _ = put(message, null);
    }
  }

  /** Puts a message of the system, which no bound refuses. */
  public void putSignal(Object message) {
    if (bound != null) {
      bound.admitted();
    }
    boolean _ = put(message, null);
  }

  private boolean put(Object message, @Nullable LifeCycle sender) {
    boolean arrives = false;
    try {
      Consumer<Event> known = tracer;
      if (known != null) {
        known.accept(new Event.Arrived(message));
      }
      arrives = arrived.add(message, sender);
    } finally {
      if (!arrives) {
        removed(1);
      }
    }
    wake();
    return arrives;
  }

  public @Nullable Consumer<Event> tracer() {
    return tracer;
  }

  /** Begins a trace; false if there is one already. */
  public synchronized boolean trace(Consumer<Event> next) {
    if (tracer != null) {
      return false;
    }
    tracer = next;
    return true;
  }

  public synchronized void stopTracing(Consumer<Event> last) {
    if (tracer == last) {
      tracer = null;
    }
  }

  /** Wakes the owner, so that it checks whether its wait goes on; false if it does not wait. */
  public boolean wake() {
    Thread owner = parked;
    if (owner != null) {
      LockSupport.unpark(owner);
    }
    return owner != null;
  }

  public boolean isWaiting() {
    return parked != null;
  }

  public @Nullable Class<?> waitsFor() {
    return parked == null ? null : waitsFor;
  }

  /** Returns about how many messages wait; counts them, so it is for reports. */
  public int length() {
    Skipped known = skipped;
    return arrived.size() + (known == null ? 0 : known.size());
  }

  /**
   * Shows the messages that wait, to any thread. No message that waits all the time is left out:
   * the owner moves messages from the arrived to the skipped ones, so the skipped ones are read
   * last. They are shown first, since they came first; a message that is moved meanwhile is shown
   * twice.
   */
  public void inspect(Consumer<Object> each) {
    List<Object> later = new ArrayList<>();
    arrived.forEach(later::add);
    Skipped known = skipped;
    if (known != null) {
      known.inspect(each);
    }
    later.forEach(each);
  }

  public long taken() {
    return taken;
  }

  /** Returns how many messages the bound has kept out. */
  public long dropped() {
    return bound == null ? 0 : bound.dropped();
  }

  /**
   * Returns how far the owner has searched. Messages that it has not inspected, and those that
   * arrive from now on, come after this position.
   */
  public long position() {
    Skipped known = skipped;
    return known == null ? 0 : known.lastNumber();
  }

  /**
   * Takes the first message that matches.
   *
   * @param after position after which the search begins; messages before it cost nothing
   * @return null if there is none
   * @throws RuntimeException if the condition throws; the mailbox is unchanged
   */
  public <T> @Nullable T poll(Wanted<T> wanted, long after) {
    beginSearch();
    try {
      Skipped known = skipped;
      T match = known == null ? null : known.take(wanted, after);
      Object next;
      while (match == null && (next = arrived.peek()) != null) {
        match = takeOrSkip(next, wanted);
      }
      if (match != null) {
        taken++;
        removed(1);
      }
      return match;
    } finally {
      searching = false;
    }
  }

  private void removed(int messages) {
    if (bound != null) {
      bound.removed(messages);
    }
  }

  private <T> @Nullable T takeOrSkip(Object message, Wanted<T> wanted) {
    T match = null;
    try {
      match = wanted.match(message, null);
      return match;
    } finally {
      if (match == null) {
        skip(wanted.matching().left(message), wanted.matching().unfit());
      }
      arrived.removeFirst();
    }
  }

  private void skip(Object message, Matching.@Nullable Unfit unfit) {
    Skipped known = skipped;
    if (known == null) {
      known = new Skipped();
      skipped = known;
    }
    known.add(message, unfit);
  }

  private void beginSearch() {
    if (searching) {
      throw new IllegalStateException(
          "the condition of a receive must not receive or demonitor itself");
    }
    searching = true;
  }

  /**
   * Spins briefly until something arrives, if that has paid off before; called by the owner before
   * it parks.
   *
   * @param ended true once there is nothing to wait for any more
   */
  public boolean isSoonFilled(BooleanSupplier ended, long nanos) {
    return busyWait.isOver(() -> !arrived.isEmpty() || ended.getAsBoolean(), nanos);
  }

  /**
   * Parks the owner until something may have arrived.
   *
   * @param type what for, to be reported
   * @param ended true once there is nothing to wait for any more
   * @param nanos maximum time; {@link Timeout#FOREVER_NANOS} for no limit
   */
  public void await(Class<?> type, BooleanSupplier ended, long nanos) {
    waitsFor = type;
    parked = Thread.currentThread();
    try {
      if (arrived.isEmpty() && !ended.getAsBoolean()) {
        if (nanos == Timeout.FOREVER_NANOS) {
          LockSupport.park(this);
        } else {
          LockSupport.parkNanos(this, nanos);
        }
      }
    } finally {
      parked = null;
      waitsFor = null;
    }
  }

  /** Removes the messages that fulfil a condition; called by the owner. */
  public void removeIf(Predicate<Object> condition) {
    beginSearch();
    try {
      Skipped known = skipped;
      if (known != null) {
        removed(known.removeIf(condition));
      }
      removed(arrived.removeIf(condition));
    } finally {
      searching = false;
    }
  }

  /** Messages that a receive accepts. */
  public record Wanted<T>(Class<T> type, Predicate<? super T> condition, Matching matching) {
    @Nullable T match(Object message, Matching.@Nullable Unfit known) {
      @Nullable T candidate = matching.match(message, type, known);
      return candidate != null && condition.test(candidate) ? candidate : null;
    }
  }
}
