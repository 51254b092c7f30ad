package io.baton.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits with a limit for what a test expects. */
public final class Await {
  /** The limit of a wait. Nothing takes that long, unless it never happens. */
  public static final Duration CAP = Duration.ofSeconds(10);

  private static final long PAUSE_NANOS = 20_000;

  private Await() {}

  /** Waits for a latch, as a thread that may be interrupted. */
  public static void await(CountDownLatch latch) throws InterruptedException {
    await(latch, CAP);
  }

  /** Waits for a latch at most for a given time. */
  public static void await(CountDownLatch latch, Duration cap) throws InterruptedException {
    if (!latch.await(cap.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it does not happen");
    }
  }

  /** Waits until a condition is true. */
  public static void until(BooleanSupplier condition) {
    until(condition, CAP);
  }

  /** Waits until a condition is true, at most for a given time. */
  public static void until(BooleanSupplier condition, Duration cap) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > cap.toNanos()) {
        throw new AssertionError("it does not become true");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
