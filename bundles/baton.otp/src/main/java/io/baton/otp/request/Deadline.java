package io.baton.otp.request;

import java.time.Duration;

/** Deadline for something that may consist of several waits; starts with its creation. */
public final class Deadline {
  private final Duration limit;
  private final long start = System.nanoTime();

  public Deadline(Duration limit) {
    this.limit = limit;
  }

  /** Returns the remaining time; zero after the deadline. */
  public Duration remaining() {
    Duration rest = limit.minusNanos(System.nanoTime() - start);
    return rest.isNegative() ? Duration.ZERO : rest;
  }
}
