package io.baton.api.server;

import io.baton.api.process.ExitReason;
import io.baton.api.spi.States;

/**
 * What {@link Server#init} returns.
 *
 * @param <S> type of the server's state
 */
public sealed interface Init<S> {
  /**
   * The server is ready ({@code {ok, State, …}}); its starter gets {@link Started.Ok}.
   *
   * @param <S> type of the state
   * @param state the first state
   * @param then what comes next
   */
  record Ok<S>(S state, Then then) implements Init<S> {
    /** Refuses null. */
    public Ok {
      state = States.given(state, "state");
    }
  }

  /**
   * There is to be no server ({@code {stop, Reason}}); its starter gets {@link Started.Failed}.
   *
   * @param <S> type of the state
   * @param reason why
   */
  record Stop<S>(ExitReason reason) implements Init<S> {}

  /**
   * There need not be a server ({@code ignore}); its starter gets {@link Started.Ignored}.
   *
   * @param <S> type of the state
   */
  record Ignore<S>() implements Init<S> {}

  /**
   * The server is ready.
   *
   * @param <S> type of the state
   * @param state the first state
   * @return the result
   */
  static <S> Init<S> ok(S state) {
    return new Ok<>(state, Then.WAIT);
  }

  /**
   * The server is ready.
   *
   * @param <S> type of the state
   * @param state the first state
   * @param then what comes next
   * @return the result
   */
  static <S> Init<S> ok(S state, Then then) {
    return new Ok<>(state, then);
  }

  /**
   * There is to be no server.
   *
   * @param <S> type of the state
   * @param reason why
   * @return the result
   */
  static <S> Init<S> stop(ExitReason reason) {
    return new Stop<>(reason);
  }

  /**
   * There need not be a server.
   *
   * @param <S> type of the state
   * @return the result
   */
  static <S> Init<S> ignore() {
    return new Ignore<>();
  }
}
