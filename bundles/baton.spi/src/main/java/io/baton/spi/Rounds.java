package io.baton.spi;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a thread of Baton running whatever one of its rounds throws, even if memory has run out: no
 * other thread would do its work.
 */
public final class Rounds {
  /** Time after which memory may be available again. */
  private static final long PAUSE_NANOS = 10_000_000;

  private Rounds() {}

  /**
   * Runs one round.
   *
   * @param log receives what the round has thrown
   * @param round repeated by the caller; what it has not done by then is left for the next
   */
  static void survive(Log log, Runnable round) {
    try {
      round.run();
    } catch (Throwable e) {
      report(log, e);
      pause();
    }
  }

  /**
   * Runs steps to their end, and retries them if memory does not suffice.
   *
   * @param steps in this order, each of which can be repeated
   */
  public static void untilDone(List<Runnable> steps) {
    for (int i = 0; i < steps.size(); i++) {
      while (!isDone(steps.get(i))) {
        pause();
      }
    }
  }

  private static boolean isDone(Runnable step) {
    try {
      step.run();
      return true;
    } catch (OutOfMemoryError _) {
      return false;
    }
  }

  /**
   * Waits for a moment in which other threads may release memory; does not fail if there is none.
   */
  public static void pause() {
    try {
      LockSupport.parkNanos(PAUSE_NANOS);
    } catch (OutOfMemoryError _) {
      Thread.onSpinWait(); // a virtual thread needs memory to wait
    }
  }

  /** Logs the failure, which may need more memory than there is. */
  private static void report(Log log, Throwable e) {
    try {
      log.log(
          System.Logger.Level.ERROR,
          JdkThreads.name(Thread.currentThread()) + " has failed for once, and goes on",
          e);
    } catch (Throwable _) {
      // there is no way to log it
    }
  }
}
