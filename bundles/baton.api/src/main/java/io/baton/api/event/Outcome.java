package io.baton.api.event;

import io.baton.api.internal.States;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of {@link EventHandler#handleEvent}.
 *
 * @param <S> type of the handler's state
 */
@ProviderType
public sealed interface Outcome<S> {
  /**
   * {@code {ok, NewState}}.
   *
   * @param <S> type of the state
   * @param state the next state
   */
  record Ok<S>(S state) implements Outcome<S> {
    /** Refuses null. */
    public Ok {
      state = States.given(state, "state");
    }
  }

  /**
   * {@code remove_handler}.
   *
   * @param <S> type of the state
   */
  record Remove<S>() implements Outcome<S> {}

  /**
   * {@code {swap_handler, Args1, NewState, Handler2, Args2}}.
   *
   * @param <S> type of the state
   * @param why what {@code terminate} gets, in a {@link Removal.Swapped}
   * @param state what {@code terminate} gets
   * @param to the handler that takes the place
   * @param argument what its {@code init} gets, in a {@link Swapped}
   */
  record Swap<S>(Object why, S state, HandlerId to, Object argument) implements Outcome<S> {
    /** Refuses null. */
    public Swap {
      state = States.given(state, "state");
    }
  }

  /**
   * Keeps the handler.
   *
   * @param <S> type of the state
   * @param state the next state
   * @return the result
   */
  static <S> Outcome<S> ok(S state) {
    return new Ok<>(state);
  }

  /**
   * Removes the handler.
   *
   * @param <S> type of the state
   * @return the result
   */
  static <S> Outcome<S> remove() {
    return new Remove<>();
  }

  /**
   * Replaces the handler by another.
   *
   * @param <S> type of the state
   * @param why what {@code terminate} gets
   * @param state what {@code terminate} gets
   * @param to the handler that takes the place
   * @param argument what its {@code init} gets
   * @return the result
   */
  static <S> Outcome<S> swap(Object why, S state, HandlerId to, Object argument) {
    return new Swap<>(why, state, to, argument);
  }
}
