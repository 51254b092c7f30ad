package io.baton.api.event;

import io.baton.api.process.RuntimeHolder;
import io.baton.api.server.Call;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.Started;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runtime that {@link EventManagers} and {@link EventManagerRef} forward to; the contract of each
 * method is that of its namesake.
 */
@ProviderType
@SuppressWarnings("doclint:missing")
public interface EventRuntime {
  /** Holds the runtime that is active. */
  RuntimeHolder<EventRuntime> HOLDER = new RuntimeHolder<>("runtime of event managers", "otp");

  /** {@link EventManagers#start(ServerOptions)} and the other. */
  Started start(ServerOptions options, ServerRuntime.Tie tie);

  /** {@link EventManagerRef#notify(Object)}. */
  void notify(ServerRuntime.Address manager, Object event);

  /** {@link EventManagerRef#syncNotify(Object)}. */
  void syncNotify(ServerRuntime.Address manager, Object event);

  /** {@link EventManagerRef#addHandler(HandlerId, Object)}. */
  Added addHandler(ServerRuntime.Address manager, HandlerId handler, Object argument);

  /** {@link EventManagerRef#deleteHandler(HandlerId, Object)}. */
  Deleted deleteHandler(ServerRuntime.Address manager, HandlerId handler, Object argument);

  /** {@link EventManagerRef#swapHandler}. */
  Added swapHandler(ServerRuntime.Address manager, HandlerArgs from, HandlerArgs to);

  /** {@link EventManagerRef#call(HandlerId, Call)}. */
  <R extends @Nullable Object> R call(
      ServerRuntime.Address manager, HandlerId handler, Call<R> call);

  /** {@link EventManagerRef#whichHandlers()}. */
  List<HandlerId> whichHandlers(ServerRuntime.Address manager);
}
