package io.baton.otp.supervisor;

import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.spi.ServerRuntime;
import io.baton.api.spi.ServerRuntime.Tie;
import io.baton.api.spi.SupervisorRuntime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the children of supervisors are started in one running system. */
public record ChildStarts(ServerRuntime servers, SupervisorRuntime supervisors, Functions functions)
    implements Launcher.Starts {

  /** Qualified calls. */
  @FunctionalInterface
  public interface Functions {
    @Nullable Object call(String module, String function, List<?> arguments) throws Throwable;
  }

  @Override
  public Started server(String module, Object argument, ServerOptions options, Tie tie) {
    return servers.start(module, argument, options, tie);
  }

  @Override
  public Started supervisor(String module, Object argument, ServerOptions options, Tie tie) {
    return supervisors.start(module, argument, options, tie);
  }

  @Override
  public @Nullable Object call(String module, String function, List<?> arguments) throws Throwable {
    return functions.call(module, function, arguments);
  }
}
