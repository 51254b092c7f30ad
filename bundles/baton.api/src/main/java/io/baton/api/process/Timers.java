package io.baton.api.process;

import java.time.Duration;
import java.util.Optional;

/**
 * Functions that send messages later, for {@code import static}. All timers share one thread, which
 * does nothing but put messages into mailboxes: a hundred thousand timers are cheap.
 *
 * <p>Until it is sent or dropped, the message is kept; if its class is of a version of a module,
 * that version's classes are kept too, purged or not. It is data then, and is converted as every
 * message is that comes from another version. Functions throw as those of {@link Processes} do.
 */
public final class Timers {
  private Timers() {}

  private static ProcessTimers timers() {
    return ProcessRuntime.HOLDER.active().timers();
  }

  /**
   * Sends a message after a delay (Erlang's {@code send_after/3}), even if the caller has ended by
   * then. If the receiver ends before, the timer is dropped, with the message.
   *
   * @param delay zero or more; one that is too long to count never elapses
   * @param to the receiver; if it has ended, nothing will be sent
   * @param message as in {@link Processes#send(Pid, Object)}; dropped if the mailbox is full then
   * @return the timer
   * @throws IllegalArgumentException if the delay is negative
   */
  public static TimerRef sendAfter(Duration delay, Pid to, Object message) {
    return timers().sendAfter(delay, to, message);
  }

  /**
   * Sends a message after a delay, to the process that has a name then. If none has it, the message
   * is dropped.
   *
   * @param delay zero or more; one that is too long to count never elapses
   * @param name of the receiver; need not be registered yet
   * @param message as in {@link Processes#send(Pid, Object)}; dropped if the mailbox is full then
   * @return the timer
   * @throws IllegalArgumentException if the delay is negative
   */
  public static TimerRef sendAfter(Duration delay, String name, Object message) {
    return timers().sendAfter(delay, name, message);
  }

  /**
   * Cancels a timer (Erlang's {@code cancel_timer/1}); any process may. If it returns a time, the
   * message will not be sent.
   *
   * @param timer as {@code sendAfter} returned it
   * @return the remaining time; empty if the message was sent or dropped, or the timer was
   *     cancelled before
   */
  public static Optional<Duration> cancelTimer(TimerRef timer) {
    return timers().cancel(timer);
  }
}
