package io.baton.api.statem;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A state machine whose states begin with a call (Erlang's {@code state_enter} in {@code
 * callback_mode}).
 *
 * @param <A> the argument of {@link #init}
 * @param <S> the state
 * @param <D> the data
 * @param <E> the calls and casts
 */
@ConsumerType
public interface StateEnter<A, S, D, E> extends StateMachine<A, S, D, E> {
  /**
   * Begins a state (the event {@code enter}): called for the first state, after each change of the
   * state, and for a state that is repeated; not for a state that is kept. It runs before any event
   * is handled in that state, and before the time-outs begin that the change has set. It cannot
   * change the state, postpone, or insert events.
   *
   * @param oldState the state before; for the first state, and a repeated one, the same as {@code
   *     state}
   * @param state the state that begins
   * @param data the data
   * @return the data, and what to do
   */
  Entered<D> stateEnter(S oldState, S state, D data);
}
