package io.baton.process.state;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.spi.Replies;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reply of one process that another one waits for. While the end of the process that is asked may
 * still fill it, it is in a list of that process, which is guarded by the process's monitor.
 */
public abstract class AwaitedReply {
  /**
   * A wait with more time left than this sets no timer: another thread wakes it in time. Longer
   * than two ticks of that thread.
   */
  public static final Duration EXACT = Duration.ofMillis(500);

  private static final long EXACT_NANOS = EXACT.toNanos();

  private static final AtomicReferenceFieldUpdater<AwaitedReply, Replies.@Nullable Outcome>
      OUTCOME =
          AtomicReferenceFieldUpdater.newUpdater(
              AwaitedReply.class, Replies.Outcome.class, "outcome");

  /** Maximum wait: half of the range of {@link System#nanoTime}, so that times can be compared. */
  private static final long FOR_EVER_NANOS = Long.MAX_VALUE / 2;

  private final LocalProcess caller;

  /** Written by the caller before any other thread knows the slot. */
  private @Nullable LocalProcess asked;

  /** Neighbours in the list of the process that is asked; guarded by its monitor. */
  private @Nullable AwaitedReply previous;

  private @Nullable AwaitedReply next;

  /** Written once, by the first thread that fills the slot; read by the caller. */
  private volatile Replies.@Nullable Outcome outcome;

  /**
   * The caller's thread while it may park; written by it, read by the thread that fills the slot.
   */
  private volatile @Nullable Thread parked;

  /** When the wait ends, by {@link System#nanoTime}; written before {@code parked}. */
  private long deadline;

  protected AwaitedReply(LocalProcess caller) {
    this.caller = caller;
  }

  public final LocalProcess caller() {
    return caller;
  }

  /** Fills the slot when the process ends; at once, with {@code noproc}, if it has ended. */
  public final void watch(LocalProcess process) {
    asked = process;
    if (!process.addSlot(this)) {
      fill(new Replies.Outcome.Ended(ExitReason.NOPROC));
    }
  }

  /** Detaches the slot from the process that is asked, whose end does not fill it any more. */
  public final void unwatch() {
    if (asked != null) {
      asked.removeSlot(this);
    }
  }

  public final Pid asked() {
    return asked == null ? caller.pid() : asked.pid();
  }

  /** Returns the outcome; null until it is there. */
  public final Replies.@Nullable Outcome outcome() {
    return outcome;
  }

  public final void fill(Replies.Outcome with) {
    if (outcome == null && OUTCOME.compareAndSet(this, null, with)) {
      wake();
    }
  }

  /** Wakes the caller, so that it checks whether its wait goes on; false if it does not wait. */
  public final boolean wake() {
    Thread thread = parked;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    return thread != null;
  }

  /**
   * Wakes the caller if it waits and its deadline is before a moment, by {@link System#nanoTime}.
   */
  public final void wakeIfDue(long moment) {
    Thread thread = parked;
    if (thread != null && deadline - moment < 0) {
      LockSupport.unpark(thread);
    }
  }

  /** Returns whether a wait sets no timer at first, so that another thread must wake the caller. */
  public static boolean needsWaking(long nanos) {
    return nanos > EXACT_NANOS && nanos < FOR_EVER_NANOS;
  }

  public final void park(long nanos) {
    deadline = System.nanoTime() + Math.min(nanos, FOR_EVER_NANOS);
    boolean interrupted = false;
    parked = Thread.currentThread();
    try {
      while (outcome == null) {
        caller.checkAlive();
        parkUntilDeadline();
        interrupted |= Thread.interrupted();
      }
    } finally {
      parked = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Parks once; with an exact timer only if the deadline is near. */
  public final void parkUntilDeadline() {
    long rest = deadline - System.nanoTime();
    if (rest <= 0) {
      fill(new Replies.Outcome.TimedOut());
    } else if (rest > EXACT_NANOS) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, rest);
    }
  }

  /**
   * Inserts this before the first of a list; returns the new first. Under the monitor of {@code
   * asked}.
   */
  final AwaitedReply before(@Nullable AwaitedReply first) {
    next = first;
    if (first != null) {
      first.previous = this;
    }
    return this;
  }

  /**
   * Removes this from a list; returns the first of the rest. Under the monitor of {@code asked}.
   */
  final @Nullable AwaitedReply outOf(@Nullable AwaitedReply first) {
    AwaitedReply rest = first == this ? next : first;
    if (previous != null) {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    }
    previous = null;
    next = null;
    return rest;
  }

  /** Fills all slots of a list, which no other thread can reach any more. */
  static void refuseAll(@Nullable AwaitedReply first, Replies.Outcome refusal) {
    AwaitedReply slot = first;
    while (slot != null) {
      AwaitedReply rest = slot.next;
      slot.next = null;
      slot.previous = null;
      slot.fill(refusal);
      slot = rest;
    }
  }
}
