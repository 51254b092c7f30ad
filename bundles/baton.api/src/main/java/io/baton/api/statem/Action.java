package io.baton.api.statem;

import io.baton.api.server.Call;
import io.baton.api.server.From;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a state machine does when a callback has returned (Erlang's {@code transition_action}).
 * Replies are sent first; then the next state begins; then time-outs are set, of several for one
 * {@link Timer} the last. What is not here: to change the callback module ({@code
 * push_callback_module} and its kin), and time-outs at an absolute time.
 */
public sealed interface Action {
  /** What a state may do when it begins ({@code enter_action}). */
  sealed interface OfEnter extends Action {}

  /**
   * {@code {reply, From, Reply}}.
   *
   * @param from who waits
   * @param value the reply
   */
  record Reply(From from, @Nullable Object value) implements OfEnter {}

  /** {@code postpone}. */
  record Postpone() implements Action {}

  /**
   * {@code {next_event, EventType, EventContent}}.
   *
   * @param event to be handled next
   */
  record NextEvent(Event<?> event) implements Action {}

  /**
   * {@code {state_timeout, Time, Content}} and the like.
   *
   * @param timer which
   * @param time not negative
   * @param content what the event gets
   */
  record Set(Timer timer, Duration time, Object content) implements OfEnter {
    /** Checks the time. */
    public Set {
      if (time.isNegative()) {
        throw new IllegalArgumentException("a time-out must not be negative, was " + time);
      }
    }
  }

  /**
   * {@code {state_timeout, cancel}} and the like.
   *
   * @param timer which
   */
  record Cancel(Timer timer) implements OfEnter {}

  /**
   * {@code {state_timeout, update, Content}} and the like.
   *
   * @param timer which
   * @param content what the event gets instead
   */
  record Update(Timer timer, Object content) implements OfEnter {}

  /** {@code hibernate}. */
  record Hibernate() implements OfEnter {}

  /**
   * Replies to a call, with the reply's type checked.
   *
   * @param <R> type of the reply
   * @param call the request
   * @param from who waits, as the event said
   * @param value the reply
   * @return the action
   */
  static <R extends @Nullable Object> Reply reply(Call<R> call, From from, R value) {
    return new Reply(from, value);
  }

  /**
   * Replies to a call that was kept.
   *
   * @param from who waits
   * @param value the reply; its type is not checked
   * @return the action
   */
  static Reply reply(From from, @Nullable Object value) {
    return new Reply(from, value);
  }

  /**
   * The event is not handled now, but again when the state has changed: before events that have not
   * been looked at, in the order in which they came.
   *
   * @return the action
   */
  static Action postpone() {
    return new Postpone();
  }

  /**
   * An event is handled next, before those that were postponed and before any message. Several are
   * handled in the order of the actions.
   *
   * @param event of any kind
   * @return the action
   */
  static Action nextEvent(Event<?> event) {
    return new NextEvent(event);
  }

  /**
   * {@link Event.Internal} is handled next; see {@link #nextEvent}.
   *
   * @param content what it gets
   * @return the action
   */
  static Action internal(Object content) {
    return new NextEvent(new Event.Internal<>(content));
  }

  /**
   * {@link Event.EventTimeout} comes if no other event comes in time. Any event ends it, also one
   * that is inserted or handled again.
   *
   * @param time zero: the event comes when those are handled that are inserted or handled again,
   *     before any message
   * @param content what the event gets
   * @return the action
   */
  static OfEnter eventTimeout(Duration time, Object content) {
    return new Set(Timer.EVENT, time, content);
  }

  /**
   * {@link Event.StateTimeout} comes if the state does not change in time. Set again, it begins
   * anew.
   *
   * @param time as for {@link #eventTimeout}
   * @param content what the event gets
   * @return the action
   */
  static OfEnter stateTimeout(Duration time, Object content) {
    return new Set(Timer.STATE, time, content);
  }

  /**
   * {@link Event.Timeout} comes when the time is over, in whatever state. Set again, it begins
   * anew.
   *
   * @param name tells it from others
   * @param time as for {@link #eventTimeout}
   * @param content what the event gets
   * @return the action
   */
  static OfEnter timeout(String name, Duration time, Object content) {
    return new Set(Timer.named(name), time, content);
  }

  /**
   * A time-out does not come. Not set: nothing changes.
   *
   * @param timer which
   * @return the action
   */
  static OfEnter cancel(Timer timer) {
    return new Cancel(timer);
  }

  /**
   * A time-out comes when it would have come, with another content. Not set: it comes as if its
   * time were zero.
   *
   * @param timer which
   * @param content what the event gets
   * @return the action
   */
  static OfEnter update(Timer timer, Object content) {
    return new Update(timer, content);
  }

  /**
   * The machine expects to wait long. There is one heap for all, so nothing is done.
   *
   * @return the action
   */
  static OfEnter hibernate() {
    return new Hibernate();
  }
}
