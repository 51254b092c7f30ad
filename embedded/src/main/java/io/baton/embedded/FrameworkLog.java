package io.baton.embedded;

import java.lang.System.Logger.Level;
import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;

/** Passes what the framework logs to the logger of the application. */
final class FrameworkLog extends Logger {
  private static final System.Logger LOG = System.getLogger("io.baton.embedded.framework");

  @Override
  protected void doLog(int level, String message, @Nullable Throwable failure) {
    LOG.log(
        switch (level) {
          case LOG_ERROR -> Level.ERROR;
          case LOG_WARNING -> Level.WARNING;
          case LOG_INFO -> Level.INFO;
          default -> Level.DEBUG;
        },
        message,
        failure);
  }
}
