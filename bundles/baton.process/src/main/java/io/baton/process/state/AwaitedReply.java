package io.baton.process.state;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.spi.Replies;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The place for the answer of one process to another. While it may still be filled by the end of
 * the process that is asked, it is in a list of that process, which is guarded by its monitor.
 */
public abstract class AwaitedReply {
  /** Who has more time than this left waits without a timer; another thread wakes it then. */
  public static final Duration EXACT = Duration.ofMillis(500);

  private static final long EXACT_NANOS = EXACT.toNanos();

  private static final AtomicReferenceFieldUpdater<AwaitedReply, Replies.@Nullable Outcome>
      OUTCOME =
          AtomicReferenceFieldUpdater.newUpdater(
              AwaitedReply.class, Replies.Outcome.class, "outcome");

  /** Far away, but not so far that times could not be compared. */
  private static final long FOR_EVER_NANOS = Long.MAX_VALUE / 2;

  private final LocalProcess caller;

  /** Set by the caller before anyone else knows the slot. */
  private @Nullable LocalProcess asked;

  /** Neighbours in the list of the process that is asked; guarded by its monitor. */
  private @Nullable AwaitedReply previous;

  private @Nullable AwaitedReply next;

  /** Written once, by whoever is first; read by the caller. */
  private volatile Replies.@Nullable Outcome outcome;

  /** The caller's thread while it may park; written by it, read by who fills the slot. */
  private volatile @Nullable Thread parked;

  /** When the caller wants to be woken at the latest; written before {@code parked}. */
  private long deadline;

  protected AwaitedReply(LocalProcess caller) {
    this.caller = caller;
  }

  public final LocalProcess caller() {
    return caller;
  }

  /** Fills the slot when the process ends; with {@code noproc} if it has ended. */
  public final void watch(LocalProcess process) {
    asked = process;
    if (!process.addSlot(this)) {
      fill(new Replies.Outcome.Ended(ExitReason.NOPROC));
    }
  }

  /** Is not filled by the end of the process that is asked any more. */
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

  /** Lets the caller look whether it may go on waiting; false if it does not wait. */
  public final boolean wake() {
    Thread thread = parked;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    return thread != null;
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

  /** Once; with an exact timer only if the end is near. */
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

  /** Puts this before the first of a list; the new first. Under the monitor of {@code asked}. */
  final AwaitedReply before(@Nullable AwaitedReply first) {
    next = first;
    if (first != null) {
      first.previous = this;
    }
    return this;
  }

  /** Takes this out of a list; the first of the rest. Under the monitor of {@code asked}. */
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

  /** Fills this and all after it; the list belongs to nobody else any more. */
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

  /** Wakes those in a list who want to be woken by a moment. Under the monitor of the process. */
  static void wakeDue(@Nullable AwaitedReply first, long moment) {
    for (AwaitedReply slot = first; slot != null; slot = slot.next) {
      if (slot.parked != null && slot.deadline - moment < 0) {
        slot.wake();
      }
    }
  }
}
