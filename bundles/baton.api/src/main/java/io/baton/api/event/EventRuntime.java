package io.baton.api.event;

import io.baton.api.process.Pid;
import io.baton.api.process.RuntimeHolder;
import io.baton.api.server.Call;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.Started;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runtime that {@link EventManagers} forwards to; the contract of each method is that of its
 * namesake.
 */
@ProviderType
@SuppressWarnings("doclint:missing")
public interface EventRuntime {
  /** Holds the runtime that is active. */
  RuntimeHolder<EventRuntime> HOLDER = new RuntimeHolder<>("runtime of event managers", "otp");

  /** {@link EventManagers#start(ServerOptions)} and the other. */
  Started start(ServerOptions options, ServerRuntime.Tie tie);

  /** {@link EventManagers#notify(Pid, Object)}. */
  void notify(Pid manager, Object event);

  /** {@link EventManagers#syncNotify(Pid, Object)}. */
  void syncNotify(Pid manager, Object event);

  /** {@link EventManagers#addHandler(Pid, HandlerId, Object)}. */
  Added addHandler(Pid manager, HandlerId handler, Object argument);

  /** {@link EventManagers#deleteHandler(Pid, HandlerId, Object)}. */
  Deleted deleteHandler(Pid manager, HandlerId handler, Object argument);

  /** {@link EventManagers#swapHandler}. */
  Added swapHandler(Pid manager, HandlerArgs from, HandlerArgs to);

  /** {@link EventManagers#call(Pid, HandlerId, Call)}. */
  <R extends @Nullable Object> R call(Pid manager, HandlerId handler, Call<R> call);

  /** {@link EventManagers#whichHandlers(Pid)}. */
  List<HandlerId> whichHandlers(Pid manager);
}
