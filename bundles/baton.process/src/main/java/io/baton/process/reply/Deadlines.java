package io.baton.process.reply;

import io.baton.process.state.AwaitedReply;
import io.baton.spi.Log;
import io.baton.spi.ServiceThread;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Wakes callers that wait for a reply shortly before their time-out; only then they set an exact
 * timer. Nearly every reply comes long before, and to set and cancel a timer takes as long as the
 * wait itself. Callers are listed here while they wait, which takes no memory. See decision 0013.
 *
 * <p>It runs on a platform thread: processes that compute may occupy all carriers.
 */
final class Deadlines {
  private static final Log LOG = Log.of("io.baton.process");

  /** Less than half of {@link AwaitedReply#EXACT}, so that no deadline is missed. */
  private static final Duration TICK = Duration.ofMillis(200);

  /** Number of lists, a power of two: more than there are carriers, so that few callers meet. */
  private static final int LISTS = 64;

  private final Waiting[] lists =
      Stream.generate(Waiting::new).limit(LISTS).toArray(Waiting[]::new);

  private final ServiceThread thread =
      new ServiceThread("baton-deadlines", LOG, ServiceThread.everyTick(TICK, this::round));

  /** Callers that wait, linked through their slots. */
  private static final class Waiting {
    /** Guarded by this, as are the neighbours of each slot. */
    private @Nullable ReplySlot first;

    synchronized void add(ReplySlot slot) {
      slot.following = first;
      if (first != null) {
        first.preceding = slot;
      }
      first = slot;
    }

    synchronized void remove(ReplySlot slot) {
      ReplySlot before = slot.preceding;
      ReplySlot after = slot.following;
      if (before == null) {
        first = after;
      } else {
        before.following = after;
      }
      if (after != null) {
        after.preceding = before;
      }
      slot.preceding = null;
      slot.following = null;
    }

    synchronized void wakeDue(long moment) {
      for (ReplySlot slot = first; slot != null; slot = slot.following) {
        slot.wakeIfDue(moment);
      }
    }
  }

  void start() {
    thread.start();
  }

  void stop() {
    thread.stop();
  }

  /** Lists a caller that is about to wait without a timer; called once before {@link #remove}. */
  void add(ReplySlot slot) {
    list(slot).add(slot);
  }

  /** Removes a caller that waits no longer. */
  void remove(ReplySlot slot) {
    list(slot).remove(slot);
  }

  private Waiting list(ReplySlot slot) {
    return lists[(int) slot.caller().pid().number() & (LISTS - 1)];
  }

  private void round() {
    long soon = System.nanoTime() + AwaitedReply.EXACT.toNanos();
    for (Waiting list : lists) {
      list.wakeDue(soon);
    }
  }
}
