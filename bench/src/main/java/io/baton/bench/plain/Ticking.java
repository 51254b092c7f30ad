package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import io.baton.bench.driver.Moment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures how late a virtual thread comes that only ticks, while the same work is done again and
 * again. Milliseconds.
 */
final class Ticking {
  private static final Duration TICK = Duration.ofMillis(1);

  private Ticking() {}

  /** Work that is done in rounds. */
  interface Rounds {
    /** Does so many. */
    void run(int rounds) throws Exception;
  }

  /** Prints the longest delay, and how long a round takes; some rounds before warm up. */
  static void measure(Lines lines, int rounds, Rounds work) throws Exception {
    work.run(Math.max(2, rounds / 10));
    var open = new AtomicBoolean(true);
    var longest = new CompletableFuture<Long>();
    Thread.startVirtualThread(() -> longest.complete(tick(open)));
    Moment start = Moment.now();
    work.run(rounds);
    lines.millisEach("round", rounds, start);
    open.set(false);
    lines.print("stall", longest.get() / 1e6);
  }

  private static long tick(AtomicBoolean open) {
    long longest = 0;
    while (open.get()) {
      long start = System.nanoTime();
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      longest = Math.max(longest, System.nanoTime() - start - TICK.toNanos());
    }
    return longest;
  }
}
