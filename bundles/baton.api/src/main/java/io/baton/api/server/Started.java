package io.baton.api.server;

import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;

/** What became of the start of a server (what {@code gen_server:start} returns). */
public sealed interface Started {
  /**
   * It runs, and {@code init} has returned.
   *
   * @param pid of the server
   */
  record Ok(Pid pid) implements Started {}

  /**
   * It runs, and the starter monitors it ({@code {ok, {Pid, MonRef}}}).
   *
   * @param pid of the server
   * @param ref of the monitor, set before the server ran
   */
  record Monitored(Pid pid, MonitorRef ref) implements Started {}

  /** {@code init} said that there need not be a server. It has ended, with reason normal. */
  record Ignored() implements Started {}

  /**
   * {@code init} said that there is to be none, or failed, or was ended. Its name is free again.
   *
   * @param reason why
   */
  record Failed(ExitReason reason) implements Started {}

  /**
   * The name is taken; {@code init} did not run.
   *
   * @param pid who has the name
   */
  record AlreadyStarted(Pid pid) implements Started {}

  /** {@code init} did not return in time; the process was killed, and its name is free again. */
  record TimedOut() implements Started {}
}
