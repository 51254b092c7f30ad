package io.baton.api.server;

import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;
import org.osgi.annotation.versioning.ProviderType;

/** Result of the start of a server (what {@code gen_server:start} returns). */
@ProviderType
public sealed interface Started {
  /**
   * A server that runs, and whose {@code init} has returned.
   *
   * @param pid of the server
   */
  record Ok(Pid pid) implements Started {}

  /**
   * A server that runs, and that the starter monitors ({@code {ok, {Pid, MonRef}}}).
   *
   * @param pid of the server
   * @param ref of the monitor, set before the server ran
   */
  record Monitored(Pid pid, MonitorRef ref) implements Started {}

  /** A server that its {@code init} declared not needed. It has ended, with reason normal. */
  record Ignored() implements Started {}

  /**
   * A server whose {@code init} refused the start, failed, or was ended. Its name is free again.
   *
   * @param reason why
   */
  record Failed(ExitReason reason) implements Started {}

  /**
   * A server whose name is taken; {@code init} did not run.
   *
   * @param pid of the process that has the name
   */
  record AlreadyStarted(Pid pid) implements Started {}

  /**
   * A server whose {@code init} did not return in time; it was killed, and its name is free again.
   */
  record TimedOut() implements Started {}
}
