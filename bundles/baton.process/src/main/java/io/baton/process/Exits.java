package io.baton.process;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.spi.ProcessTracing.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
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

  /** What is on its way. */
  sealed interface Word permits Sent, Told {}

  /** The word of a monitor. */
  private record Told(LocalProcess to, Down down) implements Word {}

  /** An exit signal. */
  record Sent(LocalProcess from, LocalProcess to, ExitReason reason, boolean throughLink)
      implements Word {
    /** Whether nothing helps against it. */
    boolean kills() {
      return !throughLink && reason.equals(ExitReason.KILL);
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
    boolean _ = settle(process, reason, process.end(reason, names));
  }

  /**
   * Ends a process as a purge does, as soon as that breaks no class; false if it had ended already.
   */
  boolean endByPurge(LocalProcess process) {
    return (process.isAlive() && reaper.isLate(process, () -> endByPurgeNow(process)))
        || endByPurgeNow(process);
  }

  private boolean endByPurgeNow(LocalProcess process) {
    return settle(process, ExitReason.KILLED, process.endByPurge(names));
  }

  private boolean settle(LocalProcess process, ExitReason reason, Ties.@Nullable Estate estate) {
    if (estate == null) {
      return false;
    }
    var news = new News();
    settle(process, reason, estate, news);
    deliver(news);
    return true;
  }

  /** Sends an exit signal that does not come through a link. */
  void signal(LocalProcess from, LocalProcess to, ExitReason reason) {
    var news = new News();
    news.words().add(new Sent(from, to, reason, false));
    deliver(news);
  }

  /** Sends the exit signal of a link; nothing happens if the link is not there. */
  void signalThroughLink(LocalProcess from, LocalProcess to, ExitReason reason) {
    var news = new News();
    news.words().add(new Sent(from, to, reason, true));
    deliver(news);
  }

  /**
   * What is still to be told: words, and then those who wait for an answer. Who gets both, as the
   * starter of a linked server does, has the signal when it is told that there is no answer.
   */
  private record News(Queue<Word> words, List<Runnable> refusals) {
    News() {
      this(new ArrayDeque<>(4), new ArrayList<>(0));
    }
  }

  /** A list instead of recursion: chains of links may be long. */
  private void deliver(News news) {
    for (Word word = news.words().poll(); word != null; word = news.words().poll()) {
      switch (word) {
        case Sent sent -> deliver(sent, news);
        case Told(var to, var down) -> to.tell(down);
      }
    }
    news.refusals().forEach(Runnable::run);
  }

  private void deliver(Sent sent, News news) {
    Ties.Estate estate = sent.to().take(sent, names, this::isLate);
    if (estate != null) {
      settle(sent.to(), sent.end(), estate, news);
    }
  }

  private boolean isLate(Sent sent) {
    return reaper.isLate(sent.to(), () -> end(sent.to(), sent.end()));
  }

  /** Tells everyone concerned: who is linked and monitors has the signal first, as in Erlang. */
  private void settle(LocalProcess process, ExitReason reason, Ties.Estate estate, News news) {
    Consumer<Event> tracer = process.mailbox.tracer();
    if (tracer != null) {
      tracer.accept(new Event.Ended(reason));
    }
    process.belongings.close().forEach(LocalTimers.Timer::drop);
    estate.watching().forEach((ref, other) -> other.removeWatcher(ref));
    estate.links().forEach(other -> news.words().add(new Sent(process, other, reason, true)));
    estate
        .watchers()
        .forEach((ref, watcher) ->
            news.words().add(new Told(watcher, new Down(ref, process.pid(), reason))));
    ReplySlot slots = estate.slots();
    if (slots != null) {
      news.refusals().add(() -> ReplySlot.refuseAll(slots, reason));
    }
    boolean waits = process.wake();
    if (process.thread() != Thread.currentThread() && !process.isHome()) {
      if (!waits && !process.borrowed) {
        process.interrupt(process.thread());
      }
      reaper.ended(process);
    }
  }
}
