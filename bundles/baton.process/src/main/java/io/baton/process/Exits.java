package io.baton.process;

import io.baton.api.process.ExitReason;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends processes and carries the news along links and monitors. The thread that causes an end does
 * all the work of it, so when {@link #end} or {@link #signal} returns, everyone concerned knows.
 * Only if memory or the caller's stack does not suffice, the reaper tries again until they do.
 */
final class Exits {
  private final Names names;
  private final Reaper reaper;

  /** Made once: to tell an end takes as little memory as possible. */
  private final Predicate<Sent> isLate = this::isLate;

  private final Function<Sent, @Nullable Estate> deliver = this::deliver;

  /** Ends that could not be told yet. Added by those that caused them, removed by the reaper. */
  private final AtomicReference<@Nullable Estate> untold = new AtomicReference<>();

  Exits(Names names, Reaper reaper) {
    this.names = names;
    this.reaper = reaper;
  }

  /** An exit signal. */
  record Sent(LocalProcess from, LocalProcess to, ExitReason reason, boolean throughLink) {
    /** Whether nothing helps against it. */
    boolean kills() {
      return !throughLink && reason.equals(ExitReason.KILL);
    }

    /** Whether it does something to a process that neither traps exits nor is killed. */
    boolean ends() {
      return (!throughLink && from == to) || !reason.equals(ExitReason.NORMAL);
    }

    /**
     * Whether the sender has ended: the news of that may have come already, and nothing of it comes
     * later. Both are taken under the receiver's monitor.
     */
    boolean isTooLate() {
      return from != to && from.ended() != null;
    }

    /** Why the receiver ends, if it does. */
    ExitReason end() {
      return kills() ? ExitReason.KILLED : reason;
    }
  }

  /** Ends a process at once, whatever it traps. */
  void end(LocalProcess process, ExitReason reason) {
    reaper.endIfLate(process);
    boolean _ = settle(process.end(reason, names, false));
  }

  /**
   * Ends a process as a purge does, as soon as that breaks no class; false if it had ended already.
   */
  boolean endByPurge(LocalProcess process) {
    return (process.isAlive() && reaper.isLate(process, () -> endByPurgeNow(process)))
        || endByPurgeNow(process);
  }

  private boolean endByPurgeNow(LocalProcess process) {
    return settle(process.end(ExitReason.KILLED, names, true));
  }

  private boolean settle(@Nullable Estate estate) {
    if (estate == null) {
      return false;
    }
    try {
      estate.tell(deliver, reaper);
    } catch (VirtualMachineError _) {
      tellLater(estate);
    }
    return true;
  }

  /** Sends an exit signal that does not come through a link. */
  void signal(LocalProcess from, LocalProcess to, ExitReason reason) {
    boolean _ = settle(deliver(new Sent(from, to, reason, false)));
  }

  /** Sends the exit signal of a link; nothing happens if the link is not there. */
  void signalThroughLink(LocalProcess from, LocalProcess to, ExitReason reason) {
    boolean _ = settle(deliver(new Sent(from, to, reason, true)));
  }

  private @Nullable Estate deliver(Sent sent) {
    return sent.to().take(sent, names, isLate);
  }

  private boolean isLate(Sent sent) {
    return reaper.isLate(sent.to(), () -> end(sent.to(), sent.end()));
  }

  /** Takes no memory. */
  private void tellLater(Estate estate) {
    Estate first;
    do {
      first = untold.get();
      estate.laterToo = first;
    } while (!untold.compareAndSet(first, estate));
    reaper.wake();
  }

  boolean hasUntold() {
    return untold.get() != null;
  }

  /** Tells what could not be told when it happened; called by the reaper. */
  void tellUntold() {
    Estate estate = untold.getAndSet(null);
    while (estate != null) {
      Estate following = estate.laterToo;
      boolean _ = settle(estate);
      estate = following;
    }
  }
}
