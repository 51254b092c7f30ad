package io.baton.process;

import io.baton.api.spi.Handover;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages in order of arrival. Any thread puts; only the thread of the process takes. A message
 * that does not match stays where it is.
 */
final class Mailbox {
  /** Written by every sender, read by the owner. */
  private final Queue<Object> arrived = new ConcurrentLinkedQueue<>();

  /** What the owner has looked at and left; touched by the owner only. */
  private @Nullable List<Object> left;

  /** The owner while it is about to park; written by the owner, read by senders. */
  private volatile @Nullable Thread parked;

  /** What the owner waits for; written by the owner, read by anyone who reports on it. */
  private volatile @Nullable Class<?> waitsFor;

  void put(Object message) {
    arrived.add(message);
    wake();
  }

  /** Lets the owner look again whether it may go on waiting. */
  void wake() {
    Thread owner = parked;
    if (owner != null) {
      LockSupport.unpark(owner);
    }
  }

  boolean isWaiting() {
    return parked != null;
  }

  @Nullable Class<?> waitsFor() {
    return parked == null ? null : waitsFor;
  }

  /**
   * Takes the first message that matches out of what has arrived.
   *
   * @return null if there is none
   * @throws RuntimeException what the condition or the conversion threw; the mailbox is unchanged
   */
  <T> @Nullable T poll(Wanted<T> wanted) {
    List<Object> known = left == null ? new ArrayList<>(2) : left;
    left = known;
    for (int i = 0; ; i++) {
      if (i == known.size()) {
        Object next = arrived.poll();
        if (next == null) {
          return null;
        }
        known.add(next);
      }
      T match = wanted.match(known.get(i));
      if (match != null) {
        known.remove(i);
        return match;
      }
    }
  }

  /**
   * Parks the owner until something may have arrived.
   *
   * @param type what for, to be reported
   * @param ended true once there is nothing to wait for any more
   * @param nanos how long at most; {@link Long#MAX_VALUE} for ever
   */
  void await(Class<?> type, Predicate<Void> ended, long nanos) {
    waitsFor = type;
    parked = Thread.currentThread();
    try {
      if (arrived.isEmpty() && !ended.test(null)) {
        if (nanos == Long.MAX_VALUE) {
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

  /** Removes what fulfils a condition; called by the owner. */
  void removeIf(Predicate<Object> condition) {
    if (left != null) {
      left.removeIf(condition);
    }
    for (Iterator<Object> it = arrived.iterator(); it.hasNext(); ) {
      if (condition.test(it.next())) {
        it.remove();
      }
    }
  }

  /** What a receive is willing to take. */
  record Wanted<T>(Class<T> type, Predicate<? super T> condition, Handover handover) {
    @Nullable T match(Object message) {
      @Nullable T candidate;
      if (type.isInstance(message)) {
        candidate = type.cast(message);
      } else if (mayBeOfAnotherVersion(message)) {
        candidate = type.cast(handover.match(message, type).orElse(null));
      } else {
        return null;
      }
      return candidate != null && condition.test(candidate) ? candidate : null;
    }

    private boolean mayBeOfAnotherVersion(Object message) {
      ClassLoader theirs = message.getClass().getClassLoader();
      ClassLoader ours = type.getClassLoader();
      return theirs != null && ours != null && theirs != ours;
    }
  }
}
