package io.baton.otp.supervisor;

import io.baton.api.process.ExitReason;
import io.baton.spi.Log;
import java.util.function.Supplier;

/** Log messages of one supervisor. Erlang: {@code supervisor_report}. */
final class Reports {
  private static final Log LOG = Log.of("io.baton.otp");

  private final Supplier<String> supervisor;

  Reports(Supplier<String> supervisor) {
    this.supervisor = supervisor;
  }

  /** Context of a report, named as in Erlang. */
  enum Context {
    CHILD_TERMINATED("child_terminated"),
    START_ERROR("start_error"),
    SHUTDOWN_ERROR("shutdown_error"),
    SHUTDOWN("shutdown");

    private final String text;

    Context(String text) {
      this.text = text;
    }
  }

  void error(Context context, ChildRecord child, ExitReason reason) {
    LOG.log(
        System.Logger.Level.ERROR,
        "%s: %s: child %s (%s, %s): %s"
            .formatted(
                supervisor.get(),
                context.text,
                child,
                child.spec().start().module(),
                child.spec().restart().name().toLowerCase(java.util.Locale.ROOT),
                reason));
  }

  void unexpected(Object message) {
    LOG.log(
        System.Logger.Level.ERROR,
        "%s got an unexpected message of %s"
            .formatted(supervisor.get(), message.getClass().getName()));
  }
}
