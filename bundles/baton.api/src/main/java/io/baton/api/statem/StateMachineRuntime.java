package io.baton.api.statem;

import io.baton.api.process.RuntimeHolder;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.Started;
import org.osgi.annotation.versioning.ProviderType;

/** Runtime that {@link StateMachines} forwards to. */
@ProviderType
@SuppressWarnings("doclint:missing")
public interface StateMachineRuntime {
  /** Holds the runtime that is active. */
  RuntimeHolder<StateMachineRuntime> HOLDER =
      new RuntimeHolder<>("runtime of state machines", "otp");

  /** {@link StateMachines#start(String, Object, ServerOptions)} and the others. */
  Started start(String module, Object argument, ServerOptions options, ServerRuntime.Tie tie);
}
