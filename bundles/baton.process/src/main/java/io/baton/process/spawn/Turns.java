package io.baton.process.spawn;

import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import io.baton.process.state.AffectedProcesses;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Log;
import io.baton.spi.ThrownReason;
import java.util.List;

/** Main loop of a process: runs one captured call after the other, in constant stack space. */
final class Turns {
  private static final Log LOG = Log.of("io.baton.process");

  /** Exit reason of a process that ends when there is no memory to say more. */
  static final ExitReason NO_MEMORY =
      new ExitReason.Failed(
          OutOfMemoryError.class.getName(), "there was no memory to say more", List.of());

  private Turns() {}

  /** Runs the process on its own thread until it has no next call; returns the exit reason. */
  static ExitReason run(LocalProcess process, AffectedProcesses affected) {
    try {
      while (process.hasNext()) {
        process.takeTurn(affected);
      }
      return ExitReason.NORMAL;
    } catch (ProcessExit exit) {
      return exit.reason();
    } catch (Throwable thrown) {
      return failed(process, thrown);
    }
  }

  /** Returns the exit reason of a failure, whether or not there is memory to describe it. */
  private static ExitReason failed(LocalProcess process, Throwable thrown) {
    ExitReason reason = NO_MEMORY;
    try {
      reason = ThrownReason.of(thrown);
      log(process, reason, thrown);
    } catch (OutOfMemoryError _) {
      // there is no memory to log it
    }
    return reason;
  }

  /** Logs a crash report, as Erlang's {@code proc_lib} does. */
  private static void log(LocalProcess process, ExitReason reason, Throwable thrown) {
    String text =
        """
        process %s ended: %s
          initial call: %s
          links: %s, monitors: %s, mailbox: %d messages\
        """
            .formatted(
                process.label(),
                reason,
                process.initialCall(),
                process.links(),
                process.monitors(),
                process.mailbox().length());
    LOG.log(System.Logger.Level.ERROR, text, thrown);
  }
}
