package io.baton.otp.loop;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.spi.Log;
import org.jspecify.annotations.Nullable;

/** Ends of servers: logs those that are not orderly, as {@code proc_lib} does. */
public final class Ending {
  public static final ExitReason BAD_RETURN_VALUE = ExitReason.of("bad_return_value");

  private static final Log LOG = Log.of("io.baton.otp");

  private Ending() {}

  /**
   * Ends the calling process if it was terminated by a purge or an exit signal, whatever the code
   * of a module has thrown.
   *
   * @throws ProcessExit if the calling process was terminated
   */
  public static void checkAlive() {
    Pid _ = Processes.self();
  }

  static ProcessExit log(Object server, ExitReason reason, @Nullable Throwable thrown) {
    if (!ExitReason.isOrderly(reason)) {
      LOG.log(System.Logger.Level.ERROR, "%s ended: %s".formatted(server, reason), thrown);
    }
    return new ProcessExit(reason);
  }
}
