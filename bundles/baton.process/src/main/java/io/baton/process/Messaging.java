package io.baton.process;

import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Ref;
import io.baton.process.mailbox.Mailbox;
import io.baton.process.mailbox.Matching;
import io.baton.process.schedule.Timeout;
import io.baton.process.spawn.Callers;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.process.state.Names;
import io.baton.process.upgrade.UpgradeReceive;
import io.baton.process.upgrade.Upgrades;
import io.baton.spi.Handover;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sends messages, and receives those of the calling process. */
final class Messaging {
  private final Callers callers;
  private final Names names;
  private final Handover handover;
  private final UpgradeReceive upgrades;

  Messaging(Callers callers, Names names, Handover handover, Upgrades upgrades) {
    this.callers = callers;
    this.names = names;
    this.handover = handover;
    this.upgrades = new UpgradeReceive(upgrades);
  }

  void send(Pid to, Object message) {
    LocalProcess me = callers.known();
    LocalProcess process = LocalPid.processOf(to);
    if (process != null) {
      send(me, process, message);
    }
  }

  void send(String name, Object message) {
    LocalProcess me = callers.known();
    send(me, names.get(name), message);
  }

  private void send(@Nullable LocalProcess me, LocalProcess to, Object message) {
    if (!to.mailbox().send(message, me) && me != null) {
      callers.check(me);
    }
  }

  <T> T receive(Class<T> type, Predicate<? super T> condition) {
    LocalProcess me = callers.me();
    return found(take(me, wanted(me, type, condition), 0, Timeout.FOREVER_NANOS));
  }

  <T> T receive(Ref ref, Class<T> type, Predicate<? super T> condition) {
    LocalProcess me = callers.me();
    return found(take(me, wanted(me, type, condition), after(ref, me), Timeout.FOREVER_NANOS));
  }

  <T> Optional<T> receiveOrUpgrade(Class<T> type) {
    LocalProcess me = callers.me();
    try {
      return upgrades.receive(me, wanted(me, type, _ -> true));
    } catch (ProcessExit exit) {
      callers.check(me);
      throw exit;
    }
  }

  <T> Optional<T> receive(Class<T> type, Predicate<? super T> condition, Duration timeout) {
    long nanos = Timeout.nanos("a time-out", timeout);
    LocalProcess me = callers.me();
    return Optional.ofNullable(take(me, wanted(me, type, condition), 0, nanos));
  }

  <T> Optional<T> receive(
      Ref ref, Class<T> type, Predicate<? super T> condition, Duration timeout) {
    long nanos = Timeout.nanos("a time-out", timeout);
    LocalProcess me = callers.me();
    return Optional.ofNullable(take(me, wanted(me, type, condition), after(ref, me), nanos));
  }

  private <T> Mailbox.Wanted<T> wanted(
      LocalProcess me, Class<T> type, Predicate<? super T> condition) {
    return new Mailbox.Wanted<>(type, condition, new Matching(handover, me));
  }

  private static long after(Ref ref, LocalProcess me) {
    return ref.maker() == me.pid() ? ref.position() : 0;
  }

  private static <T> T found(@Nullable T message) {
    if (message == null) {
      throw new IllegalStateException("a receive without time-out ended without a message");
    }
    return message;
  }

  private <T> @Nullable T take(LocalProcess me, Mailbox.Wanted<T> wanted, long after, long nanos) {
    try {
      return await(me, wanted, after, nanos);
    } catch (ProcessExit exit) {
      if (me.isBorrowed()) {
        callers.check(me);
      }
      throw exit;
    }
  }

  /**
   * Waits for a message, on the thread of the process. An interrupt does not end the wait; the
   * interrupt status is restored afterwards.
   *
   * @param after position in the mailbox after which the search begins
   * @param nanos maximum time; {@link Timeout#FOREVER_NANOS} for no limit
   * @return null if the time has elapsed
   */
  private static <T> @Nullable T await(
      LocalProcess me, Mailbox.Wanted<T> wanted, long after, long nanos) {
    me.slice().pauseIfOver();
    long start = nanos == Timeout.FOREVER_NANOS ? 0 : System.nanoTime();
    long position = after;
    boolean interrupted = false;
    try {
      while (true) {
        T message = me.mailbox().poll(wanted, position);
        me.checkAlive();
        if (message != null) {
          return message;
        }
        position = me.mailbox().position();
        long rest = nanos == Timeout.FOREVER_NANOS ? nanos : nanos - (System.nanoTime() - start);
        if (rest <= 0) {
          return null;
        }
        me.await(wanted.type(), rest);
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
