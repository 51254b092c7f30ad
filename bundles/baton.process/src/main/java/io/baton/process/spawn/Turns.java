package io.baton.process.spawn;

import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import io.baton.api.spi.Log;
import io.baton.process.state.LocalProcess;
import java.util.List;

/** The loop that a process is: one captured call after the other, in constant stack space. */
final class Turns {
  private static final Log LOG = Log.of("io.baton.process");

  /** Of a process that ends when there is no memory to say why. */
  static final ExitReason NO_MEMORY =
      new ExitReason.Failed(
          OutOfMemoryError.class.getName(), "there was no memory to say more", List.of());

  private Turns() {}

  /** Runs the process on its own thread until it has nothing to continue with; why it ended. */
  static ExitReason run(LocalProcess process) {
    try {
      while (process.hasNext()) {
        process.takeTurn();
      }
      return ExitReason.NORMAL;
    } catch (ProcessExit exit) {
      return exit.reason();
    } catch (Throwable thrown) {
      return failed(process, thrown);
    }
  }

  /** Whether or not there is memory to say why: the process ends. */
  private static ExitReason failed(LocalProcess process, Throwable thrown) {
    ExitReason reason = NO_MEMORY;
    try {
      reason = ExitReason.of(thrown);
      log(process, reason, thrown);
    } catch (OutOfMemoryError _) {
      // there is no way to say it
    }
    return reason;
  }

  /** A crash report, as that of Erlang's {@code proc_lib}. */
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
