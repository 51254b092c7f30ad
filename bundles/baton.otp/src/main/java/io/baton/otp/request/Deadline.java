package io.baton.otp.request;

import java.time.Duration;

/** A time limit that runs from the moment it is made. */
public final class Deadline {
  private final Duration limit;
  private final long start = System.nanoTime();

  public Deadline(Duration limit) {
    this.limit = limit;
  }

  /** The remaining time; zero when it is over. */
  public Duration remaining() {
    Duration rest = limit.minusNanos(System.nanoTime() - start);
    return rest.isNegative() ? Duration.ZERO : rest;
  }
}
