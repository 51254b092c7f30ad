package io.baton.api.statem;

import io.baton.api.internal.States;
import io.baton.api.process.ExitReason;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of {@link StateMachine#handleEvent}. Data that are not given stay unchanged.
 *
 * <p>The state has changed if the next one is not {@code equal} to the one before. Then the state's
 * time-out ends, the next state begins ({@link StateEnter}), and the events that were postponed are
 * handled again, the oldest first. If it has not changed, nothing of that happens.
 *
 * @param <S> type of the state
 * @param <D> type of the data
 */
@ProviderType
public sealed interface Transition<S, D> {
  /**
   * {@code {next_state, NextState, NewData, Actions}}.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param state the next state
   * @param data the next data
   * @param actions what to do
   */
  record NextState<S, D>(S state, D data, List<Action> actions) implements Transition<S, D> {
    /** Refuses null, and copies the actions. */
    public NextState {
      state = States.given(state, "state");
      data = States.given(data, "data");
      actions = List.copyOf(actions);
    }
  }

  /**
   * {@code {keep_state, NewData, Actions}}, {@code {keep_state_and_data, Actions}}.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param data the next data; empty if they stay
   * @param actions what to do
   */
  record KeepState<S, D>(Optional<D> data, List<Action> actions) implements Transition<S, D> {
    /** Copies the actions. */
    public KeepState {
      actions = List.copyOf(actions);
    }
  }

  /**
   * {@code {repeat_state, NewData, Actions}}, {@code {repeat_state_and_data, Actions}}: kept, but
   * the state begins again with {@link StateEnter#stateEnter}.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param data the next data; empty if they stay
   * @param actions what to do
   */
  record RepeatState<S, D>(Optional<D> data, List<Action> actions) implements Transition<S, D> {
    /** Copies the actions. */
    public RepeatState {
      actions = List.copyOf(actions);
    }
  }

  /**
   * {@code {stop, Reason, NewData}}, {@code {stop_and_reply, Reason, Replies, NewData}}.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param reason why the machine ends
   * @param data what {@code terminate} gets; empty if they stay
   * @param replies sent before {@code terminate}
   */
  record Stop<S, D>(ExitReason reason, Optional<D> data, List<Action.Reply> replies)
      implements Transition<S, D> {
    /** Copies the replies. */
    public Stop {
      replies = List.copyOf(replies);
    }
  }

  /**
   * Goes to a state, which may be the one that it is in.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param state the next state
   * @param data the next data
   * @param actions what to do
   * @return the result
   */
  static <S, D> Transition<S, D> nextState(S state, D data, Action... actions) {
    return new NextState<>(state, data, List.of(actions));
  }

  /**
   * Stays in the state.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param data the next data
   * @param actions what to do
   * @return the result
   */
  static <S, D> Transition<S, D> keepState(D data, Action... actions) {
    return new KeepState<>(Optional.of(States.given(data, "data")), List.of(actions));
  }

  /**
   * Stays in the state, with the same data.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param actions what to do
   * @return the result
   */
  static <S, D> Transition<S, D> keepStateAndData(Action... actions) {
    return new KeepState<>(Optional.empty(), List.of(actions));
  }

  /**
   * Begins the state again.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param data the next data
   * @param actions what to do
   * @return the result
   */
  static <S, D> Transition<S, D> repeatState(D data, Action... actions) {
    return new RepeatState<>(Optional.of(States.given(data, "data")), List.of(actions));
  }

  /**
   * Begins the state again, with the same data.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param actions what to do
   * @return the result
   */
  static <S, D> Transition<S, D> repeatStateAndData(Action... actions) {
    return new RepeatState<>(Optional.empty(), List.of(actions));
  }

  /**
   * Ends the machine.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param reason why
   * @return the result
   */
  static <S, D> Transition<S, D> stop(ExitReason reason) {
    return new Stop<>(reason, Optional.empty(), List.of());
  }

  /**
   * Ends the machine, with its last data.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param reason why
   * @param data what {@code terminate} gets
   * @return the result
   */
  static <S, D> Transition<S, D> stop(ExitReason reason, D data) {
    return new Stop<>(reason, Optional.of(States.given(data, "data")), List.of());
  }

  /**
   * Sends replies, and ends the machine.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param reason why
   * @param data what {@code terminate} gets
   * @param replies sent before {@code terminate}
   * @return the result
   */
  static <S, D> Transition<S, D> stopAndReply(ExitReason reason, D data, Action.Reply... replies) {
    return new Stop<>(reason, Optional.of(States.given(data, "data")), List.of(replies));
  }
}
