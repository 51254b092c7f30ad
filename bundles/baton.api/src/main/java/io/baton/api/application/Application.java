package io.baton.api.application;

import io.baton.api.server.Started;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Callback that starts an application (the callback module of Erlang's behaviour {@code
 * application}; kernel/src/application.erl). The component of a module implements it; the
 * configuration of the application names the module.
 *
 * <p>All its functions run in one process, the <em>master</em> of the application, each in the
 * version of the module that is current at the call. The master waits outside any version, so no
 * purge ends it there. A function that does not return in time is ended with it.
 */
@ConsumerType
@FunctionalInterface
public interface Application {
  /**
   * Starts the processes of the application ({@code start/2}): usually one supervisor, by {@code
   * Supervisors.startLink}.
   *
   * <p>The process that it returns is the root: it is linked to the master, and its end is the end
   * of the application. If the start fails, processes that it has started linked end with it.
   *
   * @param arguments as the configuration has them
   * @return {@link Started.Ok} with the root; anything else fails the start
   * @throws Exception if the application cannot start
   */
  Started start(List<String> arguments) throws Exception;

  /**
   * Prepares for the end ({@code prep_stop/1}): called before a stop ends the root, or after the
   * root has ended by itself. Does nothing by default.
   *
   * @throws Exception which is logged, and changes nothing
   */
  default void prepStop() throws Exception {}

  /**
   * Cleans up ({@code stop/1}): called when the root has ended. Does nothing by default.
   *
   * @throws Exception which is logged, and changes nothing
   */
  default void stop() throws Exception {}
}
