package io.baton.process.lifecycle;

import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import java.time.Duration;

/**
 * How the thread of a process that has ended finds its way out. Whenever its end is thrown, its
 * handlers may run: for a while, and for a number of safepoints, it passes those of modules, so
 * that a {@code finally} block releases what it holds also where that takes a call of a method of
 * its module. Then the end is thrown again. After a few times it passes no more, so code that
 * catches everything ends in bounded time.
 *
 * <p>Interrupts are sent by other threads, all else is called by the thread of the process.
 */
public final class Unwinding {
  /** Longer than handlers take on a busy machine; purges wait for seconds. */
  private static final Duration PASSING = Duration.ofMillis(250);

  /** More than handlers have; a loop that only spins meets so many in milliseconds. */
  private static final int SAFEPOINTS = 10_000;

  /** How often its handlers are let run; more than one where handlers are nested. */
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

  /** A wait of the process is interrupted: what that throws lets handlers run, too. */
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

  /** Whether the code goes on at a safepoint, since handlers may be running. */
  public synchronized boolean passes() {
    if (safepoints == 0 || System.nanoTime() - since >= PASSING.toNanos()) {
      safepoints = 0;
      return false;
    }
    safepoints--;
    return true;
  }

  /** What ends the code of the process. */
  public synchronized ProcessExit exit() {
    if (times > 0) {
      times--;
      begin();
    }
    return new ProcessExit(reason);
  }

  /** What the next of the process's own functions throws has been thrown already. */
  public void markExitDelivered() {
    exitDelivered = true;
  }

  public boolean isExitDelivered() {
    return exitDelivered;
  }
}
