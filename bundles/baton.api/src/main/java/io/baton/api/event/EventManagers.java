package io.baton.api.event;

import io.baton.api.process.Pid;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;

/**
 * The functions of {@code gen_event}. An event manager is a process with any number of handlers; it
 * is of no module, and each of its handlers is found by its module's name. {@code
 * EventManagers.of(…)} names one manager, by its pid or by its registered name. {@code
 * Servers.of(…)} stops it, a cast to it is {@link EventManagerRef#notify}, and {@code Sys} inspects
 * it.
 *
 * <p>Every function throws {@link IllegalStateException} if no runtime is active. There is no
 * {@code add_sup_handler} yet.
 */
public final class EventManagers {

  private EventManagers() {}

  static EventRuntime runtime() {
    return EventRuntime.HOLDER.active();
  }

  /**
   * Starts a manager without handlers ({@code gen_event:start}).
   *
   * @param options its name, and how long the start may take
   * @return the result
   */
  public static Started start(ServerOptions options) {
    return runtime().start(options, ServerRuntime.Tie.NONE);
  }

  /**
   * Starts a manager that is linked to the caller ({@code gen_event:start_link}); see {@link
   * Servers#startLink}.
   *
   * @param options its name, and how long the start may take
   * @return the result
   */
  public static Started startLink(ServerOptions options) {
    return runtime().start(options, ServerRuntime.Tie.LINK);
  }

  /**
   * Returns the functions for one manager.
   *
   * @param manager its pid
   * @return the functions; nothing has been sent yet
   */
  public static EventManagerRef of(Pid manager) {
    return new EventManagerRef(new ServerRuntime.Address.OfPid(manager));
  }

  /**
   * Returns the functions for the process that has a name when they are called.
   *
   * @param manager a registered name
   * @return the functions; nothing has been sent yet
   */
  public static EventManagerRef of(String manager) {
    return new EventManagerRef(new ServerRuntime.Address.OfName(manager));
  }
}
