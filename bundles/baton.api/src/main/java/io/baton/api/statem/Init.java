package io.baton.api.statem;

import io.baton.api.internal.States;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Started;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of {@link StateMachine#init}.
 *
 * @param <S> type of the state
 * @param <D> type of the data
 */
@ProviderType
public sealed interface Init<S, D> {
  /**
   * A machine that is ready ({@code {ok, State, Data, Actions}}); its starter receives {@link
   * Started.Ok}, before any event is handled and before the first {@link StateEnter#stateEnter}.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param state the first state
   * @param data the first data
   * @param actions what to do; there is no event that could be postponed
   */
  record Ok<S, D>(S state, D data, List<Action> actions) implements Init<S, D> {
    /** Refuses null, and copies the actions. */
    public Ok {
      state = States.given(state, "state");
      data = States.given(data, "data");
      actions = List.copyOf(actions);
    }
  }

  /**
   * A machine that must not start ({@code {stop, Reason}}); its starter receives {@link
   * Started.Failed}.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param reason why
   */
  record Stop<S, D>(ExitReason reason) implements Init<S, D> {}

  /**
   * A machine that is not needed ({@code ignore}); its starter receives {@link Started.Ignored}.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   */
  record Ignore<S, D>() implements Init<S, D> {}

  /**
   * Returns the result of a machine that is ready.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param state the first state
   * @param data the first data
   * @param actions what to do
   * @return the result
   */
  static <S, D> Init<S, D> ok(S state, D data, Action... actions) {
    return new Ok<>(state, data, List.of(actions));
  }

  /**
   * Returns the result of a machine that must not start.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @param reason why
   * @return the result
   */
  static <S, D> Init<S, D> stop(ExitReason reason) {
    return new Stop<>(reason);
  }

  /**
   * Returns the result of a machine that is not needed.
   *
   * @param <S> type of the state
   * @param <D> type of the data
   * @return the result
   */
  static <S, D> Init<S, D> ignore() {
    return new Ignore<>();
  }
}
