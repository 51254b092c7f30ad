package io.baton.api.statem;

import io.baton.api.code.CodeChange;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Servers;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A state machine: a process that is in one of several states, and whose next state follows from
 * events (Erlang's behaviour {@code gen_statem}; stdlib/src/gen_statem.erl). The component of a
 * module implements it; {@link StateMachines#start} starts it by the module's name, and the
 * functions of {@link Servers} call it, send it casts, reply and stop it, as they do with a server.
 *
 * <p>There is one callback for all states, Erlang's callback mode {@code handle_event_function}: a
 * switch over the event and the state expresses what Erlang's other mode, {@code state_functions},
 * expresses by the names of functions, and the compiler checks all of it.
 *
 * <p>All callbacks run in the machine's process. A waiting machine is in no version, and each
 * event, also one that was postponed, inserted or set by a time-out, is handled by the version that
 * is current then. The state and the data come to another version together, as a {@link StateData},
 * by {@link CodeChange#codeChange}; by default their structure decides, as it always does for the
 * events that the machine keeps. In the middle of a change of state, the state before and the state
 * after come one after the other. If something does not cross, the machine stays in its version,
 * with all it has, and continues as long as that version exists: it lingers. What a callback throws
 * ends the machine with that as its reason, after {@link #terminate}.
 *
 * <p>A machine whose states begin with a call of their own implements {@link StateEnter}.
 *
 * @param <A> the argument of {@link #init}
 * @param <S> the state: an enum, or a sealed interface of records; compared by {@code equals}
 * @param <D> the data, which goes along from state to state
 * @param <E> the calls and casts, usually a sealed interface of the module
 */
@ConsumerType
public interface StateMachine<A, S, D, E> extends CodeChange<StateData<S, D>> {
  /**
   * Creates the first state ({@code init/1}). The starter waits until it returns. The name is
   * registered, and the link is made, before it is called.
   *
   * @param argument as the starter gave it
   * @return whether the machine starts, its state and data, and what to do first
   */
  Init<S, D> init(A argument);

  /**
   * Handles an event ({@code handle_event/4}).
   *
   * @param event the event
   * @param state the state
   * @param data the data
   * @return the next state, and what to do
   */
  Transition<S, D> handleEvent(Event<E> event, S state, D data);

  /**
   * Cleans up ({@code terminate/3}): after a result that stops, after a callback that failed, and
   * when the parent of a machine that traps exits has ended. Never when the machine is killed, as
   * by a purge, or gets an exit signal that it does not trap.
   *
   * @param reason why the machine ends
   * @param state the last state
   * @param data the last data
   */
  default void terminate(ExitReason reason, S state, D data) {}
}
