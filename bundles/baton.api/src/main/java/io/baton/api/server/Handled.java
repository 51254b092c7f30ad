package io.baton.api.server;

import io.baton.api.internal.States;
import io.baton.api.process.ExitReason;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of a callback of a {@link Server}. Results with a reply belong to {@code handleCall}, and
 * are made by the {@link Call}; from any other callback they end the server with reason {@code
 * bad_return_value}.
 *
 * @param <S> type of the server's state
 */
@ProviderType
public sealed interface Handled<S> {
  /**
   * {@code {reply, Reply, NewState, …}}.
   *
   * @param <S> type of the state
   * @param value the reply
   * @param state the next state
   * @param then what comes next
   */
  record Reply<S>(@Nullable Object value, S state, Then then) implements Handled<S> {
    /** Refuses null. */
    public Reply {
      state = States.given(state, "state");
    }
  }

  /**
   * {@code {noreply, NewState, …}}: the reply to a call comes later, or never.
   *
   * @param <S> type of the state
   * @param state the next state
   * @param then what comes next
   */
  record NoReply<S>(S state, Then then) implements Handled<S> {
    /** Refuses null. */
    public NoReply {
      state = States.given(state, "state");
    }
  }

  /**
   * {@code {stop, Reason, NewState}}.
   *
   * @param <S> type of the state
   * @param reason why the server ends
   * @param state what {@code terminate} gets
   */
  record Stop<S>(ExitReason reason, S state) implements Handled<S> {
    /** Refuses null. */
    public Stop {
      state = States.given(state, "state");
    }
  }

  /**
   * {@code {stop, Reason, Reply, NewState}}.
   *
   * @param <S> type of the state
   * @param value the reply, sent after {@code terminate}
   * @param reason why the server ends
   * @param state what {@code terminate} gets
   */
  record StopReply<S>(@Nullable Object value, ExitReason reason, S state) implements Handled<S> {
    /** Refuses null. */
    public StopReply {
      state = States.given(state, "state");
    }
  }

  /**
   * Returns the result with which the server waits for its next message.
   *
   * @param <S> type of the state
   * @param state the next state
   * @return the result
   */
  static <S> Handled<S> noReply(S state) {
    return new NoReply<>(state, Then.WAIT);
  }

  /**
   * Returns the result without a reply at this time.
   *
   * @param <S> type of the state
   * @param state the next state
   * @param then what comes next
   * @return the result
   */
  static <S> Handled<S> noReply(S state, Then then) {
    return new NoReply<>(state, then);
  }

  /**
   * Returns the result that ends the server.
   *
   * @param <S> type of the state
   * @param reason why
   * @param state what {@code terminate} gets
   * @return the result
   */
  static <S> Handled<S> stop(ExitReason reason, S state) {
    return new Stop<>(reason, state);
  }
}
