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
 * Ends processes, and delivers their exit signals along links and monitors. The thread that causes
 * an end does all of this, so when {@link #end} or {@link #signal} returns, every linked or
 * monitoring process has its signal. If memory or the caller's stack does not suffice, the reaper
 * retries until it does. See decision 0040.
 */
public final class Exits {
  private final Names names;
  private final Reaper reaper;

  /** Allocated once, since a delivery must take as little memory as possible. */
  private final Predicate<ExitSignal> isLate = this::isLate;

  private final Function<ExitSignal, @Nullable LinksAtExit> deliver = this::deliver;

  private final Consumer<LocalProcess> unwinder;

  /**
   * Ends whose signals are not delivered yet. Added by the threads that caused them, removed by the
   * reaper.
   */
  private final AtomicReference<@Nullable LinksAtExit> pending = new AtomicReference<>();

  public Exits(Names names, Reaper reaper) {
    this.names = names;
    this.reaper = reaper;
    unwinder = reaper::ended;
  }

  /** Ends a process at once, even if it traps exits. */
  public void end(LocalProcess process, ExitReason reason) {
    reaper.endIfLate(process);
    boolean _ = settle(process.end(reason, names, false));
  }

  /**
   * Ends a process on behalf of a purge, as soon as no class breaks by it; false if it had ended
   * already.
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

  /** Queues an end for the reaper. Allocates nothing. */
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

  /** Retries the deliveries that have failed; called by the reaper. */
  void deliverPending() {
    LinksAtExit exit = pending.getAndSet(null);
    while (exit != null) {
      LinksAtExit following = exit.nextPending;
      boolean _ = settle(exit);
      exit = following;
    }
  }
}
