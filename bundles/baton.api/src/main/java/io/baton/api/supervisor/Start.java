package io.baton.api.supervisor;

import io.baton.api.process.Pid;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Way to start a child. It is data and names modules, so that each start runs the version that is
 * current then. Its arguments are kept as long as the specification.
 */
@ProviderType
public sealed interface Start {
  /**
   * Returns the module whose code is run first.
   *
   * @return its name
   */
  String module();

  /**
   * {@code Servers.startLink}.
   *
   * @param module whose component implements {@code Server}
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   */
  record Server(String module, Object argument, ServerOptions options) implements Start {}

  /**
   * {@link Supervisors#startLink}.
   *
   * @param module whose component implements {@link Supervisor}
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   */
  record Supervisor(String module, Object argument, ServerOptions options) implements Start {}

  /**
   * A qualified call of any function ({@code {M, F, A}}), which starts a process, links it, and
   * returns its {@link Pid} or the {@link Started} that it received. Any other result of the
   * function is an error. It runs in a helper process: {@code self()} is that one, but what it
   * starts linked is linked to the supervisor, and a server's parent is the supervisor. A process
   * that it returns without a link is then linked.
   *
   * @param module its name
   * @param function exported by the module
   * @param arguments in order
   */
  record Function(String module, String function, List<Object> arguments) implements Start {
    /** Copies the arguments. */
    public Function {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Returns a {@link Server} without a name.
   *
   * @param module its name
   * @param argument what {@code init} gets
   * @return the value
   */
  static Start server(String module, Object argument) {
    return server(module, argument, ServerOptions.NONE);
  }

  /**
   * Returns a {@link Server}.
   *
   * @param module its name
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   * @return the value
   */
  static Start server(String module, Object argument, ServerOptions options) {
    return new Server(module, argument, options);
  }

  /**
   * Returns a {@link Supervisor} without a name.
   *
   * @param module its name
   * @param argument what {@code init} gets
   * @return the value
   */
  static Start supervisor(String module, Object argument) {
    return supervisor(module, argument, ServerOptions.NONE);
  }

  /**
   * Returns a {@link Supervisor}.
   *
   * @param module its name
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   * @return the value
   */
  static Start supervisor(String module, Object argument, ServerOptions options) {
    return new Supervisor(module, argument, options);
  }

  /**
   * Returns a {@link Function}.
   *
   * @param module its name
   * @param function exported by it
   * @param arguments in order
   * @return the value
   */
  static Start function(String module, String function, Object... arguments) {
    return new Function(module, function, List.of(arguments));
  }
}
