package io.baton.launcher;

import java.io.PrintStream;
import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the framework logs to standard error; its own logger would write between the shell's
 * output.
 */
final class FrameworkLog extends Logger {
  private final PrintStream err;

  FrameworkLog(PrintStream err) {
    this.err = err;
  }

  @Override
  protected void doLog(int level, String message, @Nullable Throwable failure) {
    String why = failure == null ? "" : " (" + Failures.describe(failure) + ")";
    err.println("baton: framework: " + message + why);
  }
}
