package io.baton.process.state;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.spi.ProcessTracing.Event;
import io.baton.spi.Replies;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Links, monitors, timers and awaited replies of a process at its exit, and the signals that are to
 * be delivered to them. It is allocated before the end is decided. A delivery takes memory for
 * messages, and memory may be short just then; so it can be repeated, and no process gets a signal
 * twice. See decision 0040.
 *
 * <p>Touched by the thread that delivers: the one that has ended the process, or the reaper after
 * that.
 */
public final class LinksAtExit {
  private final LocalProcess process;
  private final ExitReason reason;
  private final @Nullable Set<LocalProcess> links;
  private final @Nullable Map<MonitorRef, LocalProcess> watchers;
  private final @Nullable Map<MonitorRef, LocalProcess> watching;

  /** First of the callers that wait for a reply of the process. */
  private final @Nullable AwaitedReply slots;

  /** Outcome for these callers; null if there are none. */
  private final Replies.@Nullable Outcome refusal;

  private @Nullable Set<PendingTimer> timers;
  private boolean isTraced;
  private boolean isDelivered;

  /** Links of a process that this end has ended, directly or through others. */
  private @Nullable LinksAtExit next;

  /** Next in the list of ends whose signals are not delivered yet. */
  public @Nullable LinksAtExit nextPending;

  LinksAtExit(LocalProcess process, ExitReason reason, @Nullable Relationships relationships) {
    this.process = process;
    this.reason = reason;
    links = relationships == null ? null : relationships.linked();
    watchers = relationships == null ? null : relationships.watchers();
    watching = relationships == null ? null : relationships.watching();
    slots = relationships == null ? null : relationships.slots();
    refusal = slots == null ? null : new Replies.Outcome.Ended(reason);
  }

  /**
   * Delivers the signals of this end, and of those that follow from it. It uses a list instead of
   * recursion: chains of links may be long. A process that is linked and waits for a reply, such as
   * the starter of a linked server, gets the signal before the outcome.
   *
   * @param signals delivers an exit signal; returns the links of the receiver if that has ended it
   * @param unwinder receives processes whose threads must unwind
   */
  public void deliver(
      Function<ExitSignal, @Nullable LinksAtExit> signals, Consumer<LocalProcess> unwinder) {
    LinksAtExit last = this;
    while (last.next != null) {
      last = last.next;
    }
    for (LinksAtExit exit = this; exit != null; exit = exit.next) {
      if (!exit.isDelivered) {
        last = exit.signalLinks(signals, last);
        exit.notifyWatchers();
        exit.unwind(unwinder);
        exit.isDelivered = true;
      }
    }
    for (LinksAtExit exit = this; exit != null; exit = exit.next) {
      Replies.Outcome refused = exit.refusal;
      if (refused != null) {
        AwaitedReply.refuseAll(exit.slots, refused);
      }
    }
  }

  /**
   * Sends the signals of links, which come before the messages of monitors, as in Erlang; returns
   * the new last end.
   */
  private LinksAtExit signalLinks(
      Function<ExitSignal, @Nullable LinksAtExit> signals, LinksAtExit tail) {
    trace();
    forget();
    LinksAtExit last = tail;
    if (links != null) {
      for (LocalProcess other : links) {
        LinksAtExit ended = signals.apply(new ExitSignal(process, other, reason, true));
        if (ended != null) {
          last.next = ended;
          last = ended;
        }
      }
    }
    return last;
  }

  /** Traces the end once, even if that fails: a trace may be incomplete. */
  private void trace() {
    Consumer<Event> tracer = process.mailbox().tracer();
    if (tracer != null && !isTraced) {
      isTraced = true;
      tracer.accept(new Event.Ended(reason));
    }
  }

  private void forget() {
    if (timers == null) {
      timers = process.resources().close();
    }
    timers.forEach(PendingTimer::drop);
    if (watching != null) {
      watching.forEach((ref, other) -> other.removeWatcher(ref));
    }
  }

  private void notifyWatchers() {
    if (watchers != null) {
      watchers.forEach((ref, watcher) -> watcher.deliver(new Down(ref, process.pid(), reason)));
    }
  }

  private void unwind(Consumer<LocalProcess> unwinder) {
    boolean waits = process.wake();
    if (process.thread() != Thread.currentThread() && !process.isUnwound()) {
      if (!waits && !process.isBorrowed()) {
        process.interrupt(process.thread());
      }
      unwinder.accept(process);
    }
  }
}
