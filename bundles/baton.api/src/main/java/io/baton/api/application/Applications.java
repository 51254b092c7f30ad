package io.baton.api.application;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The applications that are configured (Erlang's {@code application}; kernel/src/application.erl,
 * application_controller.erl). Configurations of the factory PID {@code io.baton.application} say
 * which there are. Thread-safe.
 *
 * <p>{@code start}, {@code ensureAllStarted} and {@code stop} block until they are done, which the
 * configuration bounds. If the calling process is ended meanwhile, they throw {@link
 * io.baton.api.process.ProcessExit}; if the calling thread is interrupted, {@link
 * java.util.concurrent.CancellationException}; what was requested goes on.
 */
@ProviderType
public interface Applications {
  /**
   * Starts an application ({@code application:start/1}): loads those of its modules that have no
   * current version, and calls {@link Application#start}. Those that it depends on must run. While
   * it starts already, waits for that; while it stops, starts it afterwards.
   *
   * @param application its name
   * @return the result
   */
  StartResult start(String application);

  /**
   * Starts an application after all that it depends on and that do not run ({@code
   * application:ensure_all_started/1}), one after the other.
   *
   * @param application its name
   * @return the result; if one of them does not start, those that this call has started are stopped
   */
  EnsureAllResult ensureAllStarted(String application);

  /**
   * Stops an application ({@code application:stop/1}): its root is told to shut down, and killed if
   * that takes too long. Its modules stay loaded, and applications that depend on it run on. While
   * it starts, the start is abandoned.
   *
   * @param application its name
   * @return the result
   */
  StopResult stop(String application);

  /**
   * Returns the applications that run ({@code application:which_applications/0}).
   *
   * @return in the order in which they were started
   */
  List<ApplicationInfo> whichApplications();

  /**
   * Returns the applications that are configured, or run without a configuration, since that has
   * gone ({@code application:loaded_applications/0}).
   *
   * @return in the order of their names
   */
  List<ApplicationInfo> loadedApplications();

  /**
   * Returns what is known of one application.
   *
   * @param application its name
   * @return empty if none of that name is configured or runs
   */
  Optional<ApplicationInfo> info(String application);
}
