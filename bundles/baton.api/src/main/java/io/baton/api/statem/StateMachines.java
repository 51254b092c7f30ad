package io.baton.api.statem;

import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;

/**
 * Functions that start state machines. The functions of {@link Servers} call them, send them casts,
 * reply and stop them, and {@code Sys} inspects them: the messages are the same. (So a call without
 * a timeout waits five seconds; in Erlang a call of {@code gen_statem} waits forever.)
 *
 * <p>Every function blocks until {@code init} has returned, and throws {@link
 * IllegalStateException} if no runtime is active.
 */
public final class StateMachines {

  private StateMachines() {}

  private static StateMachineRuntime runtime() {
    return StateMachineRuntime.HOLDER.active();
  }

  /**
   * Starts a state machine and waits until its {@code init} has returned ({@code
   * gen_statem:start/3,4}).
   *
   * @param module whose component implements {@link StateMachine}; its current version runs {@code
   *     init}
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   * @return the result of the start
   */
  public static Started start(String module, Object argument, ServerOptions options) {
    return runtime().start(module, argument, options, ServerRuntime.Tie.NONE);
  }

  /**
   * Starts a state machine without a name, and without a bound for {@code init}.
   *
   * @param module whose component implements {@link StateMachine}
   * @param argument what {@code init} gets
   * @return the result of the start
   */
  public static Started start(String module, Object argument) {
    return start(module, argument, ServerOptions.NONE);
  }

  /**
   * Starts a state machine that is linked to the caller before {@code init} ({@code
   * gen_statem:start_link}); see {@link Servers#startLink}.
   *
   * @param module whose component implements {@link StateMachine}
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   * @return the result of the start
   */
  public static Started startLink(String module, Object argument, ServerOptions options) {
    return runtime().start(module, argument, options, ServerRuntime.Tie.LINK);
  }

  /**
   * Starts a state machine that the caller monitors before it runs ({@code
   * gen_statem:start_monitor}).
   *
   * @param module whose component implements {@link StateMachine}
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   * @return {@link Started.Monitored}, or why there is no machine; then there is no monitor either
   */
  public static Started startMonitor(String module, Object argument, ServerOptions options) {
    return runtime().start(module, argument, options, ServerRuntime.Tie.MONITOR);
  }
}
