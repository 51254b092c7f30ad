package io.baton.api.event;

import io.baton.api.code.CodeChange;
import io.baton.api.server.Call;
import io.baton.api.server.Handled;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Handler of the events of an event manager, one of any number (Erlang's behaviour {@code
 * gen_event}; stdlib/src/gen_event.erl). The component of a module implements it; {@link
 * EventManagerRef#addHandler} adds one to a manager by the module's name. What belongs to one
 * handler is in its state.
 *
 * <p>All callbacks run in the manager's process, one after the other. Each is run by the version of
 * its module that is current then; the state comes to it by {@link CodeChange#codeChange}, by
 * default by its structure. If it does not cross, this handler stays in its version and continues,
 * and its manager lingers in it. What a callback throws ends this handler only: {@link #terminate}
 * gets it, it is logged, and the handler is gone.
 *
 * @param <A> the argument of {@link #init}
 * @param <S> the state
 * @param <E> the events it handles; others do not reach it
 * @param <C> the calls it answers
 */
@ConsumerType
public interface EventHandler<A, S, E, C extends Call<?>> extends CodeChange<S> {
  /**
   * Creates the first state ({@code init/1}). What it throws is reported to the process that adds
   * the handler.
   *
   * @param argument as it was given; when it takes the place of another handler, a {@link Swapped}
   * @return the state
   */
  S init(A argument);

  /**
   * Handles an event ({@code handle_event/2}).
   *
   * @param event the event
   * @param state the state
   * @return the next state, or the removal of the handler
   */
  Outcome<S> handleEvent(E event, S state);

  /**
   * Answers a call ({@code handle_call/2}).
   *
   * @param call the request
   * @param state the state
   * @return the result of {@link Call#reply}, which keeps the handler, or of {@link
   *     Call#replyAndStop}, which removes it. Any other result is a bad return value, as the answer
   *     cannot come later
   */
  Handled<S> handleCall(C call, S state);

  /**
   * Handles any other message to the manager ({@code handle_info/2}). By default it is ignored.
   *
   * @param message in the classes of this version if it has them, otherwise as it was sent
   * @param state the state
   * @return the next state, or the removal of the handler
   */
  default Outcome<S> handleInfo(Object message, S state) {
    return Outcome.ok(state);
  }

  /**
   * Cleans up ({@code terminate/2}), for whatever reason the handler is removed; not when the
   * manager is killed.
   *
   * @param why the cause
   * @param state the last state
   * @return what {@link EventManagerRef#deleteHandler} returns, or the next handler gets; null for
   *     nothing
   */
  default @Nullable Object terminate(Removal why, S state) {
    return null;
  }
}
