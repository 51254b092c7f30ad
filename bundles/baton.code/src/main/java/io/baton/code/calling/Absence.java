package io.baton.code.calling;

import io.baton.api.code.ModuleUnavailableException;
import io.baton.spi.Log;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A time in which nothing serves the calls of a module: its component is given up and made again,
 * or its bundle is stopped, updated or refreshed. Calls wait for the end of it, within a bound.
 *
 * @param since when it began
 * @param deadline when calls stop to wait, as {@link System#nanoTime}
 * @param why says what is missing; asked when a call stops to wait, on its thread
 * @param reported whether it is in the log that calls do not wait any longer; set by a caller
 */
public record Absence(Instant since, long deadline, Supplier<String> why, AtomicBoolean reported) {
  private static final Log LOG = Log.of("io.baton.code");

  /**
   * An absence that begins now.
   *
   * @param bound how long calls wait
   * @param why says what is missing
   * @return of this moment
   */
  public static Absence now(Duration bound, Supplier<String> why) {
    return new Absence(
        Instant.now(), System.nanoTime() + bound.toNanos(), why, new AtomicBoolean());
  }

  /**
   * Returns what a call gets that does not wait any longer; the first is in the log.
   *
   * @param what module or version
   */
  ModuleUnavailableException error(Object what) {
    var error =
        new ModuleUnavailableException(
            "%s cannot be called since %s: %s"
                .formatted(what, since.truncatedTo(ChronoUnit.MILLIS), why.get()));
    if (left().isZero() && reported.compareAndSet(false, true)) {
      LOG.log(System.Logger.Level.WARNING, String.valueOf(error.getMessage()));
    }
    return error;
  }

  /** Returns how long calls wait still; zero if they do not. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
