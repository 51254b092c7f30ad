package io.baton.process;

import io.baton.api.spi.Log;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a thread of Baton go on whatever one of its rounds throws, even if memory has run out: what
 * it is there for would not be done any more by anybody.
 */
final class Rounds {
  private static final Log LOG = Log.of("io.baton.process");

  /** What lacks memory may have some after this. */
  private static final long PAUSE_NANOS = 10_000_000;

  private Rounds() {}

  /**
   * Does one round.
   *
   * @param round is done again by the caller; what it has not done by then is left for that
   */
  static void survive(Runnable round) {
    try {
      round.run();
    } catch (Throwable e) {
      report(e);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** To say it may need more memory than there is. */
  private static void report(Throwable e) {
    try {
      LOG.log(
          System.Logger.Level.ERROR,
          Thread.currentThread().getName() + " has failed for once, and goes on",
          e);
    } catch (Throwable _) {
      // there is no way to say it
    }
  }
}
