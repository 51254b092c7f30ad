package io.baton.code.purging;

import io.baton.spi.RunningTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Bound of a purge's wait for the threads of the processes that it has killed: as long as threads
 * keep unwinding, and then for its bound. A purge of very many processes must not give them up
 * while they are ending, and must not wait for one that does not end. In total it takes at most the
 * bound and some microseconds for each process that was there at first.
 *
 * <p>Used by one thread.
 */
final class PurgeDeadline {
  /** The end of a process takes less than this, also when all are busy ending. */
  private static final long FOR_EACH_NANOS = Duration.ofNanos(50_000).toNanos();

  /** With so many threads, inspecting them again costs more than waiting for so long. */
  private static final long ROUND_NANOS = Duration.ofMillis(1).toNanos();

  private static final long ROUND_FOR_EACH_NANOS = Duration.ofNanos(10_000).toNanos();

  /** Interval after which a thread other than the awaited one is seen to have unwound. */
  private static final long GLANCE_NANOS = Duration.ofMillis(100).toNanos();

  private final long bound;
  private final RunningTime time = new RunningTime();
  private final long most;

  /** When a thread last ended, by {@code time}. */
  private long progress;

  /**
   * Begins to wait.
   *
   * @param bound for how long no thread may unwind
   * @param killed how many are waited for
   */
  PurgeDeadline(Duration bound, int killed) {
    this.bound = bound.toNanos();
    most = this.bound + FOR_EACH_NANOS * killed;
  }

  boolean isOver() {
    long now = time.nanos();
    return now - progress >= bound || now >= most;
  }

  /**
   * Waits until all of these threads have ended, or until it is worth to check which are still
   * there.
   */
  void await(List<Thread> threads) {
    var left = new ArrayList<>(threads);
    long round = System.nanoTime();
    long budget = ROUND_NANOS + ROUND_FOR_EACH_NANOS * threads.size();
    long rest = budget;
    while (!left.isEmpty() && rest > 0 && !isOver()) {
      // most end in the order of their kills, so that hardly anyone is left when the last has ended
      if (!hasEnded(left.getLast(), Math.min(rest, GLANCE_NANOS))) {
        notice(left.removeIf(thread -> !thread.isAlive()));
      } else {
        left.removeLast();
        notice(true);
      }
      rest = budget - (System.nanoTime() - round);
    }
  }

  private void notice(boolean someEnded) {
    if (someEnded) {
      progress = time.nanos();
    }
  }

  private static boolean hasEnded(Thread thread, long nanos) {
    if (!thread.isAlive()) {
      return true;
    }
    try {
      return thread.join(Duration.ofNanos(nanos));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return !thread.isAlive();
    }
  }
}
