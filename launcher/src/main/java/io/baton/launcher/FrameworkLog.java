package io.baton.launcher;

import java.io.PrintStream;
import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the framework logs to standard error; its own logger would write between the shell's
 * output.
 */
final class FrameworkLog extends Logger {
  private static final String UNTOLD =
      "baton: framework: something went wrong, and saying what it was has failed as well";

  private final PrintStream err;

  FrameworkLog(PrintStream err) {
    this.err = err;
  }

  /**
   * Throws nothing, whatever the failure's own methods do, and if there is no memory: a thread of
   * the framework's that says something would end.
   */
  @Override
  protected void doLog(int level, String message, @Nullable Throwable failure) {
    try {
      String why = failure == null ? "" : " (" + Failures.describe(failure) + ")";
      err.println("baton: framework: " + message + why);
    } catch (Throwable _) {
      err.println(UNTOLD);
    }
  }
}
