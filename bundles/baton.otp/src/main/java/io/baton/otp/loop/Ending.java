package io.baton.otp.loop;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.api.spi.Log;
import org.jspecify.annotations.Nullable;

/** How a server ends: an end that is not an orderly one is logged, as {@code proc_lib} does. */
public final class Ending {
  public static final ExitReason BAD_RETURN_VALUE = ExitReason.of("bad_return_value");

  private static final Log LOG = Log.of("io.baton.otp");

  private Ending() {}

  /**
   * Whatever the code of a module has thrown: who was told to end meanwhile, by a purge or an exit
   * signal, does just that.
   *
   * @throws ProcessExit if the calling process has been ended
   */
  public static void checkAlive() {
    Pid _ = Processes.self();
  }

  static ProcessExit log(Object server, ExitReason reason, @Nullable Throwable thrown) {
    if (!ExitReason.isOrderly(reason)) {
      LOG.log(System.Logger.Level.ERROR, "server %s ended: %s".formatted(server, reason), thrown);
    }
    return new ProcessExit(reason);
  }
}
