package io.baton.process.exit;

import io.baton.api.process.ExitReason;
import io.baton.process.state.ExitSignal;
import io.baton.process.state.LinksAtExit;
import io.baton.process.state.LocalProcess;
import io.baton.process.state.Names;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends processes and carries the news along links and monitors. The thread that causes an end does
 * all the work of it, so when {@link #end} or {@link #signal} returns, everyone concerned knows.
 * Only if memory or the caller's stack does not suffice, the reaper tries again until they do.
 */
public final class Exits {
  private final Names names;
  private final Reaper reaper;

  /** Made once: to tell an end takes as little memory as possible. */
  private final Predicate<ExitSignal> isLate = this::isLate;

  private final Function<ExitSignal, @Nullable LinksAtExit> deliver = this::deliver;

  private final Consumer<LocalProcess> unwinder;

  /** Ends that could not be told yet. Added by those that caused them, removed by the reaper. */
  private final AtomicReference<@Nullable LinksAtExit> pending = new AtomicReference<>();

  public Exits(Names names, Reaper reaper) {
    this.names = names;
    this.reaper = reaper;
    unwinder = reaper::ended;
  }

  /** Ends a process at once, whatever it traps. */
  public void end(LocalProcess process, ExitReason reason) {
    reaper.endIfLate(process);
    boolean _ = settle(process.end(reason, names, false));
  }

  /**
   * Ends a process as a purge does, as soon as that breaks no class; false if it had ended already.
   */
  public boolean endByPurge(LocalProcess process) {
    return (process.isAlive() && reaper.isLate(process, () -> endByPurgeNow(process)))
        || endByPurgeNow(process);
  }

  private boolean endByPurgeNow(LocalProcess process) {
    return settle(process.end(ExitReason.KILLED, names, true));
  }

  private boolean settle(@Nullable LinksAtExit exit) {
    if (exit == null) {
      return false;
    }
    try {
      exit.deliver(deliver, unwinder);
    } catch (VirtualMachineError _) {
      deliverLater(exit);
    }
    return true;
  }

  /** Sends an exit signal that does not come through a link. */
  public void signal(LocalProcess from, LocalProcess to, ExitReason reason) {
    boolean _ = settle(deliver(new ExitSignal(from, to, reason, false)));
  }

  /** Sends the exit signal of a link; nothing happens if the link is not there. */
  void signalThroughLink(LocalProcess from, LocalProcess to, ExitReason reason) {
    boolean _ = settle(deliver(new ExitSignal(from, to, reason, true)));
  }

  private @Nullable LinksAtExit deliver(ExitSignal sent) {
    return sent.to().deliver(sent, names, isLate);
  }

  private boolean isLate(ExitSignal sent) {
    return reaper.isLate(sent.to(), () -> end(sent.to(), sent.end()));
  }

  /** Takes no memory. */
  private void deliverLater(LinksAtExit exit) {
    LinksAtExit first;
    do {
      first = pending.get();
      exit.nextPending = first;
    } while (!pending.compareAndSet(first, exit));
    reaper.wake();
  }

  boolean hasPending() {
    return pending.get() != null;
  }

  /** Tells what could not be told when it happened; called by the reaper. */
  void deliverPending() {
    LinksAtExit exit = pending.getAndSet(null);
    while (exit != null) {
      LinksAtExit following = exit.nextPending;
      boolean _ = settle(exit);
      exit = following;
    }
  }
}
