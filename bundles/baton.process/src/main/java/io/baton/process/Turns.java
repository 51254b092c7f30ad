package io.baton.process;

import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import io.baton.api.spi.Log;

/** The loop that a process is: one captured call after the other, in constant stack space. */
final class Turns {
  private static final Log LOG = Log.of("io.baton.process");

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
      ExitReason reason = ExitReason.of(thrown);
      log(process, reason, thrown);
      return reason;
    }
  }

  /** A crash report, as that of Erlang's {@code proc_lib}. */
  private static void log(LocalProcess process, ExitReason reason, Throwable thrown) {
    String text =
        """
        process %s%s ended: %s
          initial call: %s
          links: %s, monitors: %s, mailbox: %d messages\
        """
            .formatted(
                process,
                process.name().map(" (%s)"::formatted).orElse(""),
                reason,
                LocalInspection.initialCall(process),
                process.links(),
                process.monitors(),
                process.mailbox.length());
    LOG.log(System.Logger.Level.ERROR, text, thrown);
  }
}
