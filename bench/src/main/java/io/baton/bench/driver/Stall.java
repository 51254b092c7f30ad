package io.baton.bench.driver;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.process.Pid;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The longest that a process which has nothing to do with it comes late, while a module of fifty
 * classes is loaded and purged again and again. The process waits for a millisecond, and again. The
 * same as {@code erlang/stall.erl}. Milliseconds.
 */
public final class Stall {
  private static final Duration TICK = Duration.ofMillis(1);

  private final Framework framework;
  private final Lines lines = new Lines();

  Stall(Framework framework) {
    this.framework = framework;
  }

  /** With so many rounds of a load and a purge; and for as long without any. */
  public void stall(int rounds) throws Exception {
    framework.load("parts", 1);
    loads(Math.max(2, rounds / 10));
    Moment start = Moment.now();
    lines.print("stall", longest(() -> loads(rounds)));
    lines.millisEach("round", rounds, start);
    Duration taken = Duration.ofNanos(System.nanoTime() - start.clock());
    lines.print("stall without", longest(() -> Thread.sleep(taken)));
    framework.unload("parts");
  }

  private void loads(int rounds) {
    for (int i = 0; i < rounds; i++) {
      framework.load("parts", 2 - i % 2);
      framework.codeLoader().purge("parts");
    }
  }

  private static double longest(Lines.Work work) throws Exception {
    var longest = new CompletableFuture<Long>();
    Pid ticking = spawn(() -> longest.complete(tick()));
    work.run();
    send(ticking, "stop");
    return longest.get() / 1e6;
  }

  private static long tick() {
    long longest = 0;
    while (true) {
      long start = System.nanoTime();
      if (receive(String.class, TICK).isPresent()) {
        return longest;
      }
      longest = Math.max(longest, System.nanoTime() - start - TICK.toNanos());
    }
  }
}
