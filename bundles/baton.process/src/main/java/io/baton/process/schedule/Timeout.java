package io.baton.process.schedule;

import java.time.Duration;

/** Time-outs of waits, in nanoseconds. */
public final class Timeout {
  /** Time-out of a wait without a limit. */
  public static final long FOREVER_NANOS = Long.MAX_VALUE;

  private Timeout() {}

  /**
   * Returns a duration in nanoseconds; {@link #FOREVER_NANOS} if it is too long to count.
   *
   * @param what the duration is called in the message of the exception
   * @throws IllegalArgumentException if it is negative
   */
  public static long nanos(String what, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("%s must not be negative, was %s".formatted(what, time));
    }
    try {
      return time.toNanos();
    } catch (ArithmeticException _) {
      return FOREVER_NANOS;
    }
  }
}
