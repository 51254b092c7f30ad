package io.baton.spi;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time that has passed while the JVM ran, for bounds after which something counts as stuck. A
 * debugger may suspend the JVM for minutes, which shows only as a gap between two readings. So the
 * time must be read often, and a gap counts for a moment only.
 *
 * <p>Used by one thread.
 */
public final class RunningTime {
  /** Longest gap that counts in full. A busy machine makes gaps of a few hundred milliseconds. */
  private static final long MAX_GAP_NANOS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier clock;
  private long last;
  private long passed;

  /** Begins now. */
  public RunningTime() {
    this(System::nanoTime);
  }

  RunningTime(LongSupplier clock) {
    this.clock = clock;
    last = clock.getAsLong();
  }

  /**
   * Returns how much time has passed.
   *
   * @return nanoseconds since it began, without most of each long gap and without what was skipped
   */
  public long nanos() {
    long now = clock.getAsLong();
    passed += Math.min(now - last, MAX_GAP_NANOS);
    last = now;
    return passed;
  }

  /** Skips the time since the last reading: what is timed could not run. */
  public void skip() {
    last = clock.getAsLong();
  }
}
