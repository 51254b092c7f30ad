package io.baton.process;

import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import java.util.Arrays;

/** The loop that a process is: one captured call after the other, in constant stack space. */
final class Turns {
  private static final System.Logger LOG = System.getLogger("io.baton.process");

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
      ExitReason reason = failed(thrown);
      LOG.log(System.Logger.Level.ERROR, "process " + process + " ended: " + reason, thrown);
      return reason;
    }
  }

  private static ExitReason failed(Throwable thrown) {
    String message = thrown.getMessage();
    return new ExitReason.Failed(
        thrown.getClass().getName(),
        message == null ? "" : message,
        Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::toString).toList());
  }
}
