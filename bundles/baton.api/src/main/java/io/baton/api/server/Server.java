package io.baton.api.server;

import io.baton.api.code.CodeChange;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.ExitReason;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A server: a process with a state that handles one message after the other (Erlang's behaviour
 * {@code gen_server}; stdlib/src/gen_server.erl). The component of a module implements it; {@link
 * Servers#start} starts it by the module's name. One component serves all its servers, so what
 * belongs to one of them is in its state.
 *
 * <p>All callbacks run in the server's process. The loop between them belongs to Baton: a waiting
 * server is in no version, and each message is handled by the version that is current then. State,
 * requests and replies cross by their structure, so the types here are records, enums, sealed
 * interfaces of them, collections, and values of the JDK.
 *
 * <p>The state of another version comes to this one by {@link CodeChange#codeChange}, before the
 * first message that this version handles; by default its structure decides. If it does not cross,
 * the server stays in its version, with its state, and continues to serve as long as that version
 * exists: it lingers. What a callback throws ends the server with that as its reason, after {@link
 * #terminate}.
 *
 * @param <A> the argument of {@link #init}
 * @param <S> the state
 * @param <C> the calls, usually a sealed interface of the module
 */
@ConsumerType
public interface Server<A, S, C extends Call<?>> extends CodeChange<S> {
  /**
   * Creates the first state ({@code init/1}). The starter waits until it returns. The name is
   * registered, and the link is made, before it is called.
   *
   * @param argument as the starter gave it
   * @return whether the server starts, and its state
   */
  Init<S> init(A argument);

  /**
   * Handles a call ({@code handle_call/3}).
   *
   * @param call the request
   * @param from the caller that waits for the reply
   * @param state the state
   * @return usually the result of {@link Call#reply}
   */
  Handled<S> handleCall(C call, From from, S state);

  /**
   * Handles any other message ({@code handle_info/2}): what was sent by {@code send}, {@code Down},
   * {@code Exit} of a process that traps exits, {@link Idle#TIMEOUT}. By default it is logged and
   * ignored, as in Erlang.
   *
   * @param message in the classes of this version if it has them, otherwise as it was sent
   * @param state the state
   * @return the next state
   */
  default Handled<S> handleInfo(Object message, S state) {
    ServerRuntime.HOLDER.find().ifPresent(runtime -> runtime.logUnexpected(message));
    return Handled.noReply(state);
  }

  /**
   * Continues before any message is handled ({@code handle_continue/2}); called after a result with
   * {@link Then#continueWith}. A server that returns such a result implements this: by default the
   * server ends, as in Erlang, because the rest of its work would be missing.
   *
   * @param term as it was given
   * @param state the state
   * @return the next state
   * @throws UndefinedFunctionException by default; the message names the class
   */
  default Handled<S> handleContinue(Object term, S state) {
    throw new UndefinedFunctionException(
        "%s does not implement handleContinue, but a callback returned Then.continueWith"
            .formatted(getClass().getName()));
  }

  /**
   * Cleans up ({@code terminate/2}): after a result that stops, after a callback that failed, and
   * when the parent of a server that traps exits has ended. Never when the server is killed, as by
   * a purge, or gets an exit signal that it does not trap.
   *
   * @param reason why the server ends
   * @param state the last state
   */
  default void terminate(ExitReason reason, S state) {}
}
