package io.baton.api.statem;

import io.baton.api.server.Call;
import io.baton.api.server.From;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Action of a state machine after a callback has returned (Erlang's {@code transition_action}).
 * Replies are sent first; then the next state begins; then time-outs are set, the last of several
 * for one {@link Timer}. Not supported: to change the callback module ({@code push_callback_module}
 * and its kin), and time-outs at an absolute time.
 */
@ProviderType
public sealed interface Action {
  /** An action that a state may take when it begins ({@code enter_action}). */
  @ProviderType
  sealed interface OfEnter extends Action {}

  /**
   * {@code {reply, From, Reply}}.
   *
   * @param from the caller that waits
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
   * @param timer the time-out
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
   * @param timer the time-out
   */
  record Cancel(Timer timer) implements OfEnter {}

  /**
   * {@code {state_timeout, update, Content}} and the like.
   *
   * @param timer the time-out
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
   * @param from the caller that waits, from the event
   * @param value the reply
   * @return the action
   */
  static <R extends @Nullable Object> Reply reply(Call<R> call, From from, R value) {
    return new Reply(from, value);
  }

  /**
   * Replies to a call that was kept.
   *
   * @param from the caller that waits
   * @param value the reply; its type is not checked
   * @return the action
   */
  static Reply reply(From from, @Nullable Object value) {
    return new Reply(from, value);
  }

  /**
   * Postpones the event until the state has changed: it is then handled before new events, in the
   * order of arrival.
   *
   * @return the action
   */
  static Action postpone() {
    return new Postpone();
  }

  /**
   * Inserts an event, which is handled next, before those that were postponed and before any
   * message. Several are handled in the order of the actions.
   *
   * @param event of any kind
   * @return the action
   */
  static Action nextEvent(Event<?> event) {
    return new NextEvent(event);
  }

  /**
   * Inserts an {@link Event.Internal}, which is handled next; see {@link #nextEvent}.
   *
   * @param content what it gets
   * @return the action
   */
  static Action internal(Object content) {
    return new NextEvent(new Event.Internal<>(content));
  }

  /**
   * Sets a time-out: {@link Event.EventTimeout} comes if no other event comes in time. Any event
   * ends it, also one that is inserted or handled again.
   *
   * @param time zero: the event comes after those that are inserted or handled again, before any
   *     message
   * @param content what the event gets
   * @return the action
   */
  static OfEnter eventTimeout(Duration time, Object content) {
    return new Set(Timer.EVENT, time, content);
  }

  /**
   * Sets a time-out: {@link Event.StateTimeout} comes if the state does not change in time. Setting
   * it again restarts it.
   *
   * @param time as for {@link #eventTimeout}
   * @param content what the event gets
   * @return the action
   */
  static OfEnter stateTimeout(Duration time, Object content) {
    return new Set(Timer.STATE, time, content);
  }

  /**
   * Sets a time-out: {@link Event.Timeout} comes when the time has elapsed, in whatever state.
   * Setting it again restarts it.
   *
   * @param name distinguishes it from others
   * @param time as for {@link #eventTimeout}
   * @param content what the event gets
   * @return the action
   */
  static OfEnter timeout(String name, Duration time, Object content) {
    return new Set(Timer.named(name), time, content);
  }

  /**
   * Cancels a time-out. If it is not set, nothing changes.
   *
   * @param timer the time-out
   * @return the action
   */
  static OfEnter cancel(Timer timer) {
    return new Cancel(timer);
  }

  /**
   * Gives a time-out another content; its time stays. If it is not set, it comes as if its time
   * were zero.
   *
   * @param timer the time-out
   * @param content what the event gets
   * @return the action
   */
  static OfEnter update(Timer timer, Object content) {
    return new Update(timer, content);
  }

  /**
   * Declares that the machine expects to wait long. There is one heap for all, so nothing is done.
   *
   * @return the action
   */
  static OfEnter hibernate() {
    return new Hibernate();
  }
}
