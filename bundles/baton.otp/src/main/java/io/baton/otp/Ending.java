package io.baton.otp;

import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import org.jspecify.annotations.Nullable;

/** How a server ends: an end that is not an orderly one is logged, as {@code proc_lib} does. */
final class Ending {
  private static final System.Logger LOG = System.getLogger("io.baton.otp");

  private Ending() {}

  static ProcessExit log(Object server, ExitReason reason, @Nullable Throwable thrown) {
    if (!ExitReason.isOrderly(reason)) {
      String text = "server %s ended: %s".formatted(server, reason);
      try {
        LOG.log(System.Logger.Level.ERROR, text, thrown);
      } catch (RuntimeException | StackOverflowError _) {
        LOG.log(System.Logger.Level.ERROR, text);
      }
    }
    return new ProcessExit(reason);
  }
}
