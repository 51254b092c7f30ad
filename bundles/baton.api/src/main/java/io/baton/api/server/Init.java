package io.baton.api.server;

import io.baton.api.internal.States;
import io.baton.api.process.ExitReason;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of {@link Server#init}.
 *
 * @param <S> type of the server's state
 */
@ProviderType
public sealed interface Init<S> {
  /**
   * A server that is ready ({@code {ok, State, …}}); its starter receives {@link Started.Ok}.
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
   * A server that must not start ({@code {stop, Reason}}); its starter receives {@link
   * Started.Failed}.
   *
   * @param <S> type of the state
   * @param reason why
   */
  record Stop<S>(ExitReason reason) implements Init<S> {}

  /**
   * A server that is not needed ({@code ignore}); its starter receives {@link Started.Ignored}.
   *
   * @param <S> type of the state
   */
  record Ignore<S>() implements Init<S> {}

  /**
   * Returns the result of a server that is ready.
   *
   * @param <S> type of the state
   * @param state the first state
   * @return the result
   */
  static <S> Init<S> ok(S state) {
    return new Ok<>(state, Then.WAIT);
  }

  /**
   * Returns the result of a server that is ready, with what comes next.
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
   * Returns the result of a server that must not start.
   *
   * @param <S> type of the state
   * @param reason why
   * @return the result
   */
  static <S> Init<S> stop(ExitReason reason) {
    return new Stop<>(reason);
  }

  /**
   * Returns the result of a server that is not needed.
   *
   * @param <S> type of the state
   * @return the result
   */
  static <S> Init<S> ignore() {
    return new Ignore<>();
  }
}
