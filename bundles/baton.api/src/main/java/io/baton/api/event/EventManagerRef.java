package io.baton.api.event;

import io.baton.api.process.CallFailedException;
import io.baton.api.server.Call;
import io.baton.api.server.ServerRuntime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event manager, by its pid or its registered name; {@link
 * EventManagers#of(io.baton.api.process.Pid)} makes it. Immutable, thread-safe.
 *
 * <p>All functions but {@link #notify} wait for the manager, for five seconds as a call does, and
 * throw {@link CallFailedException} as a call does. They throw {@link IllegalStateException} if no
 * runtime is active.
 */
public final class EventManagerRef {
  private final ServerRuntime.Address manager;

  EventManagerRef(ServerRuntime.Address manager) {
    this.manager = manager;
  }

  /**
   * Notifies all handlers of an event, the newest first ({@code gen_event:notify}). Never blocks,
   * and never fails.
   *
   * @param event the event
   */
  public void notify(Object event) {
    EventManagers.runtime().notify(manager, event);
  }

  /**
   * Notifies all handlers of an event, and waits until they have handled it ({@code
   * gen_event:sync_notify}).
   *
   * @param event the event
   */
  public void syncNotify(Object event) {
    EventManagers.runtime().syncNotify(manager, event);
  }

  /**
   * Adds a handler, which becomes the first ({@code gen_event:add_handler}). As in Erlang, there is
   * no check for another of that name.
   *
   * @param handler its name; the current version of its module runs {@code init}
   * @param argument what {@code init} gets
   * @return the result
   */
  public Added addHandler(HandlerId handler, Object argument) {
    return EventManagers.runtime().addHandler(manager, handler, argument);
  }

  /**
   * Deletes a handler ({@code gen_event:delete_handler}).
   *
   * @param handler its name
   * @param argument what {@code terminate} gets, in a {@link Removal.Deleted}
   * @return the result
   */
  public Deleted deleteHandler(HandlerId handler, Object argument) {
    return EventManagers.runtime().deleteHandler(manager, handler, argument);
  }

  /**
   * Deletes a handler and adds another, with no event between ({@code gen_event:swap_handler}). If
   * the first does not exist, the other is added all the same.
   *
   * @param from the handler to delete; its {@code terminate} gets the argument in a {@link
   *     Removal.Swapped}
   * @param to the handler to add; its {@code init} gets the argument in a {@link Swapped}
   * @return the result for the added handler
   */
  public Added swapHandler(HandlerArgs from, HandlerArgs to) {
    return EventManagers.runtime().swapHandler(manager, from, to);
  }

  /**
   * Calls one handler, and waits for its reply ({@code gen_event:call}).
   *
   * @param <R> type of the reply
   * @param handler its name
   * @param call the request
   * @return the reply
   * @throws CallFailedException with {@code bad_module} if there is no such handler; with what it
   *     threw if it failed, which has removed it
   */
  public <R extends @Nullable Object> R call(HandlerId handler, Call<R> call) {
    return EventManagers.runtime().call(manager, handler, call);
  }

  /**
   * Returns the handlers of a manager ({@code gen_event:which_handlers}).
   *
   * @return the newest first
   */
  public List<HandlerId> whichHandlers() {
    return EventManagers.runtime().whichHandlers(manager);
  }
}
