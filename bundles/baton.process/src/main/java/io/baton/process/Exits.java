package io.baton.process;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.spi.ProcessTracing.Event;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends processes and carries the news along links and monitors. The thread that causes an end does
 * all the work of it, so when {@link #end} or {@link #signal} returns, everyone concerned knows.
 */
final class Exits {
  private final Names names;
  private final Reaper reaper;

  Exits(Names names, Reaper reaper) {
    this.names = names;
    this.reaper = reaper;
  }

  /** An exit signal on its way. */
  record Sent(LocalProcess from, LocalProcess to, ExitReason reason, boolean throughLink) {
    /** Whether nothing helps against it. */
    boolean kills() {
      return !throughLink && reason.equals(ExitReason.KILL);
    }

    /** Why the receiver ends, if it does. */
    ExitReason end() {
      return kills() ? ExitReason.KILLED : reason;
    }
  }

  /** Ends a process, whatever it traps. */
  void end(LocalProcess process, ExitReason reason) {
    var under = new ArrayDeque<Sent>();
    settle(process, reason, process.end(reason, names), under);
    deliver(under);
  }

  /** Sends an exit signal that does not come through a link. */
  void signal(LocalProcess from, LocalProcess to, ExitReason reason) {
    var under = new ArrayDeque<Sent>();
    under.add(new Sent(from, to, reason, false));
    deliver(under);
  }

  /** Sends the exit signal of a link; nothing happens if the link is not there. */
  void signalThroughLink(LocalProcess from, LocalProcess to, ExitReason reason) {
    var under = new ArrayDeque<Sent>();
    under.add(new Sent(from, to, reason, true));
    deliver(under);
  }

  /** A list instead of recursion: chains of links may be long. */
  private void deliver(Queue<Sent> under) {
    for (Sent sent = under.poll(); sent != null; sent = under.poll()) {
      settle(sent.to(), sent.end(), sent.to().take(sent, names), under);
    }
  }

  /** Tells everyone concerned; nobody is if there is no estate. */
  private void settle(
      LocalProcess process,
      ExitReason reason,
      LocalProcess.@Nullable Estate estate,
      Queue<Sent> under) {
    if (estate == null) {
      return;
    }
    process.outbox.awaitSent(process.thread());
    Consumer<Event> tracer = process.mailbox.tracer();
    if (tracer != null) {
      tracer.accept(new Event.Ended(reason));
    }
    process.belongings.close().forEach(LocalTimers.Timer::drop);
    estate.watching().forEach((ref, other) -> other.removeWatcher(ref));
    estate.watchers().forEach((ref, watcher) -> watcher.tell(new Down(ref, process.pid(), reason)));
    estate.links().forEach(other -> under.add(new Sent(process, other, reason, true)));
    boolean waits = process.mailbox.wake();
    if (process.thread() != Thread.currentThread() && !process.isHome()) {
      if (!waits && !process.isBorrowed()) {
        process.interrupt(process.thread());
      }
      reaper.ended(process);
    }
  }
}
