package io.baton.api.supervisor;

import io.baton.api.process.RuntimeHolder;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.Started;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runtime that {@link Supervisors} forwards to. The contract of each method is that of its namesake
 * there.
 */
@ProviderType
@SuppressWarnings("doclint:missing")
public interface SupervisorRuntime {
  /** Holds the runtime that is active. */
  RuntimeHolder<SupervisorRuntime> HOLDER = new RuntimeHolder<>("supervisor runtime", "otp");

  /** {@link Supervisors#startLink(String, Object, ServerOptions)} and the others. */
  Started start(String module, Object argument, ServerOptions options, ServerRuntime.Tie tie);

  /** The functions of {@link Supervisors} about children. */
  Object ask(ServerRuntime.Address supervisor, ChildRequest request, Duration timeout);
}
