package io.baton.process;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import java.util.ArrayDeque;
import java.util.Queue;

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
  private record Sent(LocalProcess from, LocalProcess to, ExitReason reason, boolean throughLink) {}

  /** Ends a process, whatever it traps. */
  void end(LocalProcess process, ExitReason reason) {
    var under = new ArrayDeque<Sent>();
    finish(process, reason, under);
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
      LocalProcess to = sent.to();
      switch (to.signal(sent.from(), sent.reason(), sent.throughLink())) {
        case IGNORE -> {}
        case MESSAGE -> to.mailbox.put(new Exit(sent.from().pid(), sent.reason()));
        case END -> {
          boolean kill = !sent.throughLink() && sent.reason().equals(ExitReason.KILL);
          finish(to, kill ? ExitReason.KILLED : sent.reason(), under);
        }
      }
    }
  }

  private void finish(LocalProcess process, ExitReason reason, Queue<Sent> under) {
    LocalProcess.Estate estate = process.end(reason, names);
    if (estate == null) {
      return;
    }
    estate.watching().forEach((ref, other) -> other.removeWatcher(ref));
    estate
        .watchers()
        .forEach((ref, watcher) -> {
          watcher.watchesNoMore(ref);
          watcher.mailbox.put(new Down(ref, process.pid(), reason));
        });
    estate.links().forEach(other -> under.add(new Sent(process, other, reason, true)));
    process.mailbox.wake();
    if (process.thread() != Thread.currentThread() && !process.isHome()) {
      if (!process.isBorrowed()) {
        process.thread().interrupt();
      }
      reaper.ended(process);
    }
  }
}
