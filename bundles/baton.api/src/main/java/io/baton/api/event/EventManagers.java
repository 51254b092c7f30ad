package io.baton.api.event;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code gen_event}. An event manager is a process with any number of handlers; it
 * is of no module, and each of its handlers is found by its module's name. {@code Servers.stop}
 * stops a manager, {@code Servers.cast} to it is {@link #notify}, and {@code Sys} inspects it. A
 * name becomes a pid by {@code Processes.whereis}.
 *
 * <p>All functions but {@link #notify} wait for the manager, for five seconds as a call does, and
 * throw {@link CallFailedException} as a call does. They throw {@link IllegalStateException} if no
 * runtime is active. There is no {@code add_sup_handler} yet.
 */
public final class EventManagers {

  private EventManagers() {}

  private static EventRuntime runtime() {
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
   * Notifies all handlers of an event, the newest first ({@code gen_event:notify}). Never blocks,
   * and never fails.
   *
   * @param manager to notify
   * @param event the event
   */
  public static void notify(Pid manager, Object event) {
    runtime().notify(manager, event);
  }

  /**
   * Notifies all handlers of an event, and waits until they have handled it ({@code
   * gen_event:sync_notify}).
   *
   * @param manager to notify
   * @param event the event
   */
  public static void syncNotify(Pid manager, Object event) {
    runtime().syncNotify(manager, event);
  }

  /**
   * Adds a handler, which becomes the first ({@code gen_event:add_handler}). As in Erlang, there is
   * no check for another of that name.
   *
   * @param manager that gets the handler
   * @param handler its name; the current version of its module runs {@code init}
   * @param argument what {@code init} gets
   * @return the result
   */
  public static Added addHandler(Pid manager, HandlerId handler, Object argument) {
    return runtime().addHandler(manager, handler, argument);
  }

  /**
   * Deletes a handler ({@code gen_event:delete_handler}).
   *
   * @param manager that has the handler
   * @param handler its name
   * @param argument what {@code terminate} gets, in a {@link Removal.Deleted}
   * @return the result
   */
  public static Deleted deleteHandler(Pid manager, HandlerId handler, Object argument) {
    return runtime().deleteHandler(manager, handler, argument);
  }

  /**
   * Deletes a handler and adds another, with no event between ({@code gen_event:swap_handler}). If
   * the first does not exist, the other is added all the same.
   *
   * @param manager that has the handler
   * @param from the handler to delete; its {@code terminate} gets the argument in a {@link
   *     Removal.Swapped}
   * @param to the handler to add; its {@code init} gets the argument in a {@link Swapped}
   * @return the result for the added handler
   */
  public static Added swapHandler(Pid manager, HandlerArgs from, HandlerArgs to) {
    return runtime().swapHandler(manager, from, to);
  }

  /**
   * Calls one handler, and waits for its reply ({@code gen_event:call}).
   *
   * @param <R> type of the reply
   * @param manager that has the handler
   * @param handler its name
   * @param call the request
   * @return the reply
   * @throws CallFailedException with {@code bad_module} if there is no such handler; with what it
   *     threw if it failed, which has removed it
   */
  public static <R extends @Nullable Object> R call(Pid manager, HandlerId handler, Call<R> call) {
    return runtime().call(manager, handler, call);
  }

  /**
   * Returns the handlers of a manager ({@code gen_event:which_handlers}).
   *
   * @param manager that has the handlers
   * @return the newest first
   */
  public static List<HandlerId> whichHandlers(Pid manager) {
    return runtime().whichHandlers(manager);
  }
}
