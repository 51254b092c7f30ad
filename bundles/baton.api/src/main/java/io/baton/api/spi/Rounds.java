package io.baton.api.spi;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a thread of Baton go on whatever one of its rounds throws, even if memory has run out: what
 * it is there for would not be done any more by anybody.
 */
public final class Rounds {
  /** What lacks memory may have some after this. */
  private static final long PAUSE_NANOS = 10_000_000;

  private Rounds() {}

  /**
   * Does one round.
   *
   * @param log is told what the round has thrown
   * @param round is done again by the caller; what it has not done by then is left for that
   */
  public static void survive(Log log, Runnable round) {
    try {
      round.run();
    } catch (Throwable e) {
      report(log, e);
      pause();
    }
  }

  /**
   * Does what must be done to its end: again and again if memory does not suffice.
   *
   * @param steps in this order, each of which may be begun again
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

  /** Waits for a moment in which others may give memory back; does not fail if there is none. */
  public static void pause() {
    try {
      LockSupport.parkNanos(PAUSE_NANOS);
    } catch (OutOfMemoryError _) {
      Thread.onSpinWait(); // a virtual thread takes memory to wait
    }
  }

  /** To say it may need more memory than there is. */
  private static void report(Log log, Throwable e) {
    try {
      log.log(
          System.Logger.Level.ERROR,
          Thread.currentThread().getName() + " has failed for once, and goes on",
          e);
    } catch (Throwable _) {
      // there is no way to say it
    }
  }
}
