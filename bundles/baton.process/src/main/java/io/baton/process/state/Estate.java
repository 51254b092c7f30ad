package io.baton.process.state;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.spi.ProcessTracing.Event;
import io.baton.api.spi.Replies;
import io.baton.process.exit.Exits;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a process leaves behind: the processes that its end is told to. It is made before the end is
 * decided. To tell takes some memory for messages, and memory may be short just then; so it can be
 * told again, and nobody is told twice.
 *
 * <p>Touched by the thread that tells it: the one that has ended the process, or the reaper after
 * that.
 */
public final class Estate {
  private final LocalProcess process;
  private final ExitReason reason;
  private final @Nullable Set<LocalProcess> links;
  private final @Nullable Map<MonitorRef, LocalProcess> watchers;
  private final @Nullable Map<MonitorRef, LocalProcess> watching;

  /** The first of those that wait for an answer of the process. */
  private final @Nullable AwaitedReply slots;

  /** What they get; null if there are none. */
  private final Replies.@Nullable Outcome refusal;

  private @Nullable Set<PendingTimer> timers;
  private boolean isTraced;
  private boolean isTold;

  /** The estate of a process that this end has ended, directly or through others. */
  private @Nullable Estate next;

  /** The next one in the list of those that could not be told; see {@link Exits}. */
  public @Nullable Estate laterToo;

  Estate(LocalProcess process, ExitReason reason, @Nullable Ties ties) {
    this.process = process;
    this.reason = reason;
    links = ties == null ? null : ties.linked();
    watchers = ties == null ? null : ties.watchers();
    watching = ties == null ? null : ties.watching();
    slots = ties == null ? null : ties.slots();
    refusal = slots == null ? null : new Replies.Outcome.Ended(reason);
  }

  /**
   * Tells the end, and those that follow from it. A list instead of recursion: chains of links may
   * be long. A process that gets a signal and waits for an answer has the signal first, as the
   * starter of a linked server has.
   *
   * @param signals delivers an exit signal; the estate of the receiver if that has ended it
   * @param unwinder takes care of the threads
   */
  public void tell(
      Function<ExitSignal, @Nullable Estate> signals, Consumer<LocalProcess> unwinder) {
    Estate last = this;
    while (last.next != null) {
      last = last.next;
    }
    for (Estate estate = this; estate != null; estate = estate.next) {
      if (!estate.isTold) {
        last = estate.tellLinks(signals, last);
        estate.tellWatchers();
        estate.sendHome(unwinder);
        estate.isTold = true;
      }
    }
    for (Estate estate = this; estate != null; estate = estate.next) {
      Replies.Outcome refused = estate.refusal;
      if (refused != null) {
        AwaitedReply.refuseAll(estate.slots, refused);
      }
    }
  }

  /** The signals of links come before the messages of monitors, as in Erlang; the new last one. */
  private Estate tellLinks(Function<ExitSignal, @Nullable Estate> signals, Estate tail) {
    trace();
    forget();
    Estate last = tail;
    if (links != null) {
      for (LocalProcess other : links) {
        Estate ended = signals.apply(new ExitSignal(process, other, reason, true));
        if (ended != null) {
          last.next = ended;
          last = ended;
        }
      }
    }
    return last;
  }

  /** Once, whatever comes of it: nobody relies on a trace. */
  private void trace() {
    Consumer<Event> tracer = process.mailbox().tracer();
    if (tracer != null && !isTraced) {
      isTraced = true;
      tracer.accept(new Event.Ended(reason));
    }
  }

  private void forget() {
    if (timers == null) {
      timers = process.belongings().close();
    }
    timers.forEach(PendingTimer::drop);
    if (watching != null) {
      watching.forEach((ref, other) -> other.removeWatcher(ref));
    }
  }

  private void tellWatchers() {
    if (watchers != null) {
      watchers.forEach((ref, watcher) -> watcher.tell(new Down(ref, process.pid(), reason)));
    }
  }

  private void sendHome(Consumer<LocalProcess> unwinder) {
    boolean waits = process.wake();
    if (process.thread() != Thread.currentThread() && !process.isUnwound()) {
      if (!waits && !process.isBorrowed()) {
        process.interrupt(process.thread());
      }
      unwinder.accept(process);
    }
  }
}
