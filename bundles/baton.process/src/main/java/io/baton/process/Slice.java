package io.baton.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * For how long a process may keep its carrier: until others wait for one, and it is told so. Then
 * it steps aside for a moment, and whoever waits gets the carrier.
 *
 * <p>{@code Thread.yield} would not do. A carrier goes on with the queue that it has just taken
 * from, and what yields comes back to that queue: two processes that yield again and again can keep
 * two carriers for ever, and what waits in other queues is never run (JDK 25, {@code
 * ForkJoinPool.runWorker} and {@code topLevelExec}).
 */
final class Slice {
  /** Enough for others to begin; so much of a slice is lost at most. */
  static final Duration ASIDE = Duration.ofMillis(1);

  /** Written by the timekeeper, and by the process's own thread when it pauses; read by both. */
  private volatile boolean over;

  /** Who stands aside; written by the process's own thread, read by the timekeeper. */
  private volatile @Nullable Thread aside;

  /**
   * Asks the process to step aside where it receives, calls a server or begins a turn.
   *
   * @return false if it was asked before and has not paused since
   */
  boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  /** The process is about to wait, which lets others run. */
  void pauses() {
    if (over) {
      over = false;
    }
  }

  /** Steps aside if that was asked for; called by the process's own thread. */
  void pauseIfOver() {
    if (over) {
      stepAside();
    }
  }

  /** Waits for a moment, or until nobody else waits for a carrier; an interrupt is kept. */
  void stepAside() {
    over = false;
    boolean interrupted = Thread.interrupted();
    aside = Thread.currentThread();
    try {
      LockSupport.parkNanos(this, ASIDE.toNanos());
    } finally {
      aside = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets the process go on if it stands aside. */
  void resume() {
    Thread thread = aside;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
