package io.baton.process;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets two things happen at the same time, many times, each time a little earlier or later. */
final class Race {
  static final int ROUNDS = 2_000;

  private static final int WIDEST = 64;

  private Race() {}

  /** One round: what both sides do, and a look at what came of it. */
  interface Round {
    /** Happens on the test's thread. */
    void here() throws Throwable;

    /** Happens at the same time, on a thread that is no process. */
    void there() throws Throwable;

    /** When both have happened, on the test's thread. */
    void check() throws Throwable;
  }

  /** Runs rounds, half of them with the other side on a virtual thread. */
  static void run(Callable<Round> rounds) throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      Round round = rounds.call();
      try {
        together(round, i);
        round.check();
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new AssertionError("round " + i, e);
      }
    }
  }

  private static void together(Round round, int number) throws Throwable {
    var go = new AtomicBoolean();
    var ready = new AtomicBoolean();
    var there =
        new FutureTask<Boolean>(() -> {
          ready.set(true);
          spinUntil(go);
          return run(round);
        });
    Thread.Builder threads = number % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
    threads.start(there);
    spinUntil(ready);
    go.set(true);
    for (int i = 0; i < number / 2 % WIDEST; i++) {
      Thread.onSpinWait();
    }
    round.here();
    there.get(10, TimeUnit.SECONDS);
  }

  private static boolean run(Round round) throws Exception {
    try {
      round.there();
      return true;
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void spinUntil(AtomicBoolean flag) {
    while (!flag.get()) {
      Thread.onSpinWait();
    }
  }
}
