package io.baton.process.reply;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.process.schedule.RunQueues;
import io.baton.process.schedule.Timeout;
import io.baton.process.spawn.Callers;
import io.baton.process.state.AwaitedReply;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Replies;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Slot that is sent along with a request, and in which the caller waits for the reply. */
final class ReplySlot extends AwaitedReply implements Replies.Slot {
  private final Callers callers;
  private final Deadlines deadlines;

  /** Neighbours in a list of {@link Deadlines}; guarded by that list. */
  @Nullable ReplySlot preceding;

  @Nullable ReplySlot following;

  ReplySlot(Callers callers, Deadlines deadlines, LocalProcess caller) {
    super(caller);
    this.callers = callers;
    this.deadlines = deadlines;
  }

  @Override
  public Pid pid() {
    return caller().pid();
  }

  @Override
  public void answer(@Nullable Object value) {
    fill(new Replies.Outcome.Answered(value));
  }

  @Override
  public void refuse(ExitReason reason) {
    fill(new Replies.Outcome.Ended(reason));
  }

  @Override
  public Replies.Outcome await(Duration timeout) {
    long nanos = Timeout.nanos("a time-out", timeout);
    LocalProcess caller = caller();
    caller.slice().pauseIfOver();
    caller.awaits(this);
    try {
      if (outcome() == null && !isSoonFilled(caller, nanos)) {
        letTheOtherRun();
      }
      if (outcome() == null) {
        parkListed(nanos);
      }
      return filled();
    } finally {
      caller.awaits(null);
      unwatch();
      callers.check(caller);
    }
  }

  private void parkListed(long nanos) {
    if (!needsWaking(nanos)) {
      park(nanos);
      return;
    }
    deadlines.add(this);
    try {
      park(nanos);
    } finally {
      deadlines.remove(this);
    }
  }

  private boolean isSoonFilled(LocalProcess caller, long nanos) {
    return caller.waitsForReplies().isOver(() -> outcome() != null || !caller.isAlive(), nanos);
  }

  /**
   * Yields to the process that is asked, which is usually the next in the queue of this carrier. If
   * it replies at once, neither the caller nor another carrier has to be parked and woken. Not
   * while processes that are woken stay on this carrier: a caller that waits in the queue, too, is
   * taken by another carrier.
   */
  @SuppressWarnings("ThreadPriorityCheck") // not a hint, but the order in which both must run
  private static void letTheOtherRun() {
    if (Thread.currentThread().isVirtual() && !RunQueues.areWatched()) {
      Thread.yield();
    }
  }

  private Replies.Outcome filled() {
    Replies.Outcome now = outcome();
    if (now == null) {
      throw new IllegalStateException("a wait for an answer ended without one");
    }
    return now;
  }

  @Override
  public void forget() {
    unwatch();
  }
}
