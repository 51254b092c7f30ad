package io.baton.otp.statem;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;

import io.baton.api.server.Then;
import io.baton.api.statem.Action;
import io.baton.api.statem.Event;
import io.baton.api.statem.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Timers of one state machine; touched by its process only. No other thread runs them: the machine
 * waits until the nearest deadline.
 */
final class StateMachineTimers {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

  private final Map<Timer, Armed> armed = new LinkedHashMap<>();

  /** Timers whose time was zero, in the order in which they were set. */
  private final Deque<Timer> zero = new ArrayDeque<>();

  private long numbers;

  /**
   * @param deadline by {@link System#nanoTime}
   * @param sent whether its {@link TimerExpired} is in the mailbox
   */
  private record Armed(Object content, long deadline, long number, boolean sent) {
    Armed with(Object other) {
      return new Armed(other, deadline, number, sent);
    }
  }

  /** Returns a copy with other contents. */
  StateMachineTimers map(UnaryOperator<Object> change) {
    var copy = new StateMachineTimers();
    copy.numbers = numbers;
    copy.zero.addAll(zero);
    armed.forEach((timer, one) -> copy.armed.put(timer, one.with(change.apply(one.content()))));
    return copy;
  }

  /** Applies actions; of several for one timer the last counts. Erlang: {@code loop_timeouts}. */
  void apply(List<Action.OfEnter> actions) {
    SequencedMap<Timer, Action.OfEnter> last = new LinkedHashMap<>();
    for (Action.OfEnter action : actions) {
      switch (action) {
        case Action.Set(Timer timer, _, _) -> last.putLast(timer, action);
        case Action.Cancel(Timer timer) -> last.putLast(timer, action);
        case Action.Update(Timer timer, _) -> last.putLast(timer, action);
        case Action.Reply _, Action.Hibernate _ -> {}
      }
    }
    last.values().forEach(this::apply);
  }

  private void apply(Action.OfEnter action) {
    switch (action) {
      case Action.Set(Timer timer, Duration time, Object content) -> set(timer, time, content);
      case Action.Cancel(Timer timer) -> cancel(timer);
      case Action.Update(Timer timer, Object content) -> {
        if (armed.computeIfPresent(timer, (_, one) -> one.with(content)) == null) {
          set(timer, Duration.ZERO, content);
        }
      }
      case Action.Reply _, Action.Hibernate _ -> {}
    }
  }

  private void set(Timer timer, Duration time, Object content) {
    cancel(timer);
    numbers++;
    if (time.isZero()) {
      zero.add(timer);
    }
    long nanos = time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
    armed.put(timer, new Armed(content, System.nanoTime() + nanos, numbers, time.isZero()));
  }

  void cancel(Timer timer) {
    if (armed.remove(timer) != null) {
      zero.remove(timer);
    }
  }

  /** Returns the first timer whose time was zero; null if there is none. */
  @Nullable Timer firstZero() {
    return zero.peek();
  }

  /** Returns the event of an expired timer; null if it was cancelled or set again. */
  @Nullable Event<Object> event(TimerExpired due) {
    Armed one = armed.get(due.timer());
    return one == null || one.number() != due.number() ? null : event(due.timer());
  }

  /** Returns the event of a timer that is set. */
  Event<Object> event(Timer timer) {
    Armed one = armed.get(timer);
    if (one == null) {
      throw new IllegalStateException("not set: " + timer);
    }
    return switch (timer) {
      case Timer.OfEvent() -> new Event.EventTimeout<>(one.content());
      case Timer.OfState() -> new Event.StateTimeout<>(one.content());
      case Timer.Named(String name) -> new Event.Timeout<>(name, one.content());
    };
  }

  /**
   * Returns what to do until the next message, and sends a message to itself for each expired
   * timer.
   */
  Then untilNext() {
    if (armed.isEmpty()) {
      return Then.WAIT;
    }
    long now = System.nanoTime();
    long[] nearest = {Long.MAX_VALUE};
    SequencedSet<Timer> over = new LinkedHashSet<>();
    armed.entrySet().stream()
        .filter(entry -> !entry.getValue().sent())
        .sorted(Comparator.comparingLong(entry -> entry.getValue().deadline() - now))
        .forEach(entry -> {
          long rest = entry.getValue().deadline() - now;
          if (rest <= 0) {
            over.add(entry.getKey());
          } else {
            nearest[0] = Math.min(nearest[0], rest);
          }
        });
    over.forEach(this::tell);
    return nearest[0] == Long.MAX_VALUE ? Then.WAIT : Then.timeout(Duration.ofNanos(nearest[0]));
  }

  private void tell(Timer timer) {
    armed.computeIfPresent(
        timer,
        (_, one) -> {
          send(self(), new TimerExpired(timer, one.number()));
          return new Armed(one.content(), one.deadline(), one.number(), true);
        });
  }
}
