package io.baton.bench.driver;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests while something happens every second, beside the same requests while nothing does. */
public final class Comparison {
  private static final int UNDISTURBED = 10;
  private static final int WARM_UP = 10;

  private Comparison() {}

  /** Prints what is seen in so many seconds of it, and in some seconds before. */
  public static void print(Requests requests, Lines lines, Lines.Work everySecond, int seconds)
      throws Exception {
    TimeUnit.SECONDS.sleep(Math.min(WARM_UP, seconds));
    Requests.Phase undisturbed = requests.new Phase(Math.min(UNDISTURBED, seconds));
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    var upgrades = new AtomicInteger();
    Future<?> upgrading =
        clock.scheduleAtFixedRate(
            () -> {
              once(everySecond);
              upgrades.incrementAndGet();
            },
            0,
            1,
            TimeUnit.SECONDS);
    Requests.Phase disturbed = requests.new Phase(seconds);
    clock.shutdown();
    Framework.require(clock.awaitTermination(10, TimeUnit.SECONDS), "an upgrade hangs");
    throwIfFailed(upgrading);
    requests.stop();
    disturbed.print(lines, undisturbed, upgrades.get());
  }

  private static void once(Lines.Work work) {
    try {
      work.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void throwIfFailed(Future<?> work)
      throws ExecutionException, InterruptedException {
    if (work.state() == Future.State.FAILED) {
      work.get();
    }
  }
}
