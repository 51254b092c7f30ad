package io.baton.api.spi;

import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.statem.StateMachines;
import org.osgi.annotation.versioning.ProviderType;

/** Runtime that {@link StateMachines} forwards to. */
@ProviderType
public interface StatemRuntime {
  /** {@link StateMachines#start(String, Object, ServerOptions)} and the others. */
  Started start(String module, Object argument, ServerOptions options, ServerRuntime.Tie tie);
}
