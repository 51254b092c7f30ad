package io.baton.process.lifecycle;

import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import java.time.Duration;

/**
 * Unwinding of the thread of a process that has ended. Whenever the exit is thrown, handlers may
 * run: for a limited time, and for a limited number of safepoints, the thread passes the safepoints
 * of modules, so that a {@code finally} block can release what it holds even if that takes a call
 * of a method of its module. Then the exit is thrown again. After a few times the thread passes no
 * safepoint any more, so code that catches everything ends in bounded time. See decision 0046.
 *
 * <p>Other threads call {@link #interrupted}; the thread of the process calls everything else.
 */
public final class Unwinding {
  /**
   * Maximum time in which handlers pass safepoints: longer than they take on a busy machine, and
   * shorter than a purge waits, which is seconds.
   */
  private static final Duration PASSING = Duration.ofMillis(250);

  /**
   * Maximum number of safepoints that handlers pass: more than handlers have, and reached within
   * milliseconds by a loop that only spins.
   */
  private static final int SAFEPOINTS = 10_000;

  /** Number of times that handlers may run; more than once, since handlers may be nested. */
  private static final int TIMES = 4;

  private final ExitReason reason;

  /** By {@link System#nanoTime}; guarded by the monitor, as are the counts. */
  private long since;

  private int safepoints;
  private int times = TIMES;
  private boolean interrupted;

  /** Touched by the thread of the process only. */
  private boolean exitDelivered;

  public Unwinding(ExitReason reason) {
    this.reason = reason;
  }

  ExitReason reason() {
    return reason;
  }

  /**
   * Records that a wait of the process is interrupted: the exception of that lets handlers run,
   * too.
   */
  synchronized void interrupted() {
    if (!interrupted) {
      interrupted = true;
      begin();
    }
  }

  private void begin() {
    since = System.nanoTime();
    safepoints = SAFEPOINTS;
  }

  /** Returns whether the code goes on at a safepoint, since handlers may be running. */
  public synchronized boolean passes() {
    if (safepoints == 0 || System.nanoTime() - since >= PASSING.toNanos()) {
      safepoints = 0;
      return false;
    }
    safepoints--;
    return true;
  }

  /** Returns the exception that ends the code of the process. */
  public synchronized ProcessExit exit() {
    if (times > 0) {
      times--;
      begin();
    }
    return new ProcessExit(reason);
  }

  /** Records that the exit has been thrown into the code of the process. */
  public void markExitDelivered() {
    exitDelivered = true;
  }

  public boolean isExitDelivered() {
    return exitDelivered;
  }
}
