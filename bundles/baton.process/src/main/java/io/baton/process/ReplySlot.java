package io.baton.process;

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
final class ReplySlot implements Replies.Slot {
  private static final AtomicReferenceFieldUpdater<ReplySlot, Replies.@Nullable Outcome> OUTCOME =
      AtomicReferenceFieldUpdater.newUpdater(ReplySlot.class, Replies.Outcome.class, "outcome");

  /** Far away, but not so far that times could not be compared. */
  private static final long FOR_EVER_NANOS = Long.MAX_VALUE / 2;

  private final Callers callers;
  private final LocalProcess caller;

  /** Set by the caller before anyone else knows the slot. */
  private @Nullable LocalProcess asked;

  /** Neighbours in the list of the process that is asked; guarded by its monitor. */
  private @Nullable ReplySlot previous;

  private @Nullable ReplySlot next;

  /** Written once, by whoever is first; read by the caller. */
  private volatile Replies.@Nullable Outcome outcome;

  /** The caller's thread while it may park; written by it, read by who fills the slot. */
  private volatile @Nullable Thread parked;

  /** When the caller wants to be woken at the latest; written before {@code parked}. */
  private long deadline;

  ReplySlot(Callers callers, LocalProcess caller) {
    this.callers = callers;
    this.caller = caller;
  }

  /** Fills the slot when the process ends; with {@code noproc} if it has ended. */
  void watch(LocalProcess process) {
    asked = process;
    if (!process.addSlot(this)) {
      refuse(ExitReason.NOPROC);
    }
  }

  Pid asked() {
    return asked == null ? caller.pid() : asked.pid();
  }

  @Override
  public Pid pid() {
    return caller.pid();
  }

  @Override
  public void answer(@Nullable Object value) {
    fill(new Replies.Outcome.Answered(value));
  }

  @Override
  public void refuse(ExitReason reason) {
    fill(new Replies.Outcome.Ended(reason));
  }

  private void fill(Replies.Outcome with) {
    if (outcome == null && OUTCOME.compareAndSet(this, null, with)) {
      wake();
    }
  }

  /** Lets the caller look whether it may go on waiting; false if it does not wait. */
  boolean wake() {
    Thread thread = parked;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    return thread != null;
  }

  @Override
  public Replies.Outcome await(Duration timeout) {
    long nanos = Receive.nanos("a time-out", timeout);
    caller.slice.pauseIfOver();
    caller.awaits(this);
    try {
      if (outcome == null && !isSoonFilled(nanos)) {
        letTheOtherRun();
      }
      if (outcome == null) {
        park(nanos);
      }
      return filled();
    } finally {
      caller.awaits(null);
      forget();
      callers.check(caller);
    }
  }

  private boolean isSoonFilled(long nanos) {
    return caller.waitsForReplies().isOver(() -> outcome != null || caller.ended() != null, nanos);
  }

  /**
   * The process that is asked is usually the next in the queue of this carrier. If it answers at
   * once, nobody has to be parked and woken, nor another carrier for that.
   */
  @SuppressWarnings("ThreadPriorityCheck") // no hint, but the order in which both shall run
  private static void letTheOtherRun() {
    if (Thread.currentThread().isVirtual()) {
      Thread.yield();
    }
  }

  private Replies.Outcome filled() {
    Replies.Outcome now = outcome;
    if (now == null) {
      throw new IllegalStateException("a wait for an answer ended without one");
    }
    return now;
  }

  @Override
  public void forget() {
    if (asked != null) {
      asked.removeSlot(this);
    }
  }

  private void park(long nanos) {
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

  /** Once; with an exact timer only if the end is near. See {@link Deadlines}. */
  private void parkUntilDeadline() {
    long rest = deadline - System.nanoTime();
    if (rest <= 0) {
      fill(new Replies.Outcome.TimedOut());
    } else if (rest > Deadlines.EXACT_NANOS) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, rest);
    }
  }

  /** Puts this before the first of a list; the new first. Under the monitor of {@code asked}. */
  ReplySlot before(@Nullable ReplySlot first) {
    next = first;
    if (first != null) {
      first.previous = this;
    }
    return this;
  }

  /** Takes this out of a list; the first of the rest. Under the monitor of {@code asked}. */
  @Nullable ReplySlot outOf(@Nullable ReplySlot first) {
    ReplySlot rest = first == this ? next : first;
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
  static void refuseAll(@Nullable ReplySlot first, Replies.Outcome refusal) {
    ReplySlot slot = first;
    while (slot != null) {
      ReplySlot rest = slot.next;
      slot.next = null;
      slot.previous = null;
      slot.fill(refusal);
      slot = rest;
    }
  }

  /** Wakes those in a list who want to be woken by a moment. Under the monitor of the process. */
  static void wakeWhoIsDue(@Nullable ReplySlot first, long moment) {
    for (ReplySlot slot = first; slot != null; slot = slot.next) {
      if (slot.parked != null && slot.deadline - moment < 0) {
        slot.wake();
      }
    }
  }
}
