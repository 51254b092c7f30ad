package io.baton.api.statem;

import io.baton.api.internal.States;

/**
 * State and data of a state machine, as {@code Sys.getState} returns and {@code Sys.replaceState}
 * takes them (Erlang's {@code {State, Data}}).
 *
 * @param <S> type of the state
 * @param <D> type of the data
 * @param state the state
 * @param data the data
 */
public record StateData<S, D>(S state, D data) {
  /** Refuses null. */
  public StateData {
    state = States.given(state, "state");
    data = States.given(data, "data");
  }
}
