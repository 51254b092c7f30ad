package io.baton.otp.supervisor;

import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.ServerRuntime.Tie;
import io.baton.api.server.Started;
import io.baton.api.supervisor.SupervisorRuntime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the children of supervisors in one running system. Called by helpers. */
public final class ChildStarts {
  private final ServerRuntime servers;
  private final SupervisorRuntime supervisors;
  private final Functions functions;

  ChildStarts(ServerRuntime servers, SupervisorRuntime supervisors, Functions functions) {
    this.servers = servers;
    this.supervisors = supervisors;
    this.functions = functions;
  }

  /** Calls a function of the current version of a module. */
  @FunctionalInterface
  public interface Functions {
    @Nullable Object call(String module, String function, List<?> arguments) throws Throwable;
  }

  Started server(String module, Object argument, ServerOptions options) {
    return servers.start(module, argument, options, Tie.LINK);
  }

  Started supervisor(String module, Object argument, ServerOptions options) {
    return supervisors.start(module, argument, options, Tie.LINK);
  }

  @Nullable Object call(String module, String function, List<?> arguments) throws Throwable {
    return functions.call(module, function, arguments);
  }
}
