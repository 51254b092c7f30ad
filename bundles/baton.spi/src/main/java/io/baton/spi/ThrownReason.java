package io.baton.spi;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import java.util.Arrays;
import java.util.List;

/** Reason of a process that ends by a throwable. */
public final class ThrownReason {
  private ThrownReason() {}

  /**
   * Returns the reason of a process that ends by a throwable. Reading an exception runs code of its
   * module, which may fail too, or never return; it is given up then.
   *
   * @param thrown a {@link ProcessExit} or a {@link CallFailedException} gives its reason; anything
   *     else becomes text
   * @return holds no class of any module
   */
  public static ExitReason of(Throwable thrown) {
    return switch (thrown) {
      case ProcessExit exit -> exit.reason();
      case CallFailedException failed -> failed.reason();
      default -> ThrownText.asked(thrown, () -> read(thrown), why -> unread(thrown, why));
    };
  }

  private static ExitReason.Failed read(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return new ExitReason.Failed(
          thrown.getClass().getName(),
          message == null ? "" : message,
          Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::toString).toList());
    } catch (Throwable e) {
      return unread(thrown, ": " + e.getClass().getName());
    }
  }

  private static ExitReason.Failed unread(Throwable thrown, String why) {
    return new ExitReason.Failed(
        thrown.getClass().getName(), "its message or trace cannot be read" + why, List.of());
  }
}
