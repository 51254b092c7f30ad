package io.baton.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Lets two things happen at the same time, many times. Both sides start together on a batch of
 * rounds and run through it as fast as they can; neither spins, since the machine may be busy.
 */
public final class Race {
  private static final int BATCHES = 40;
  private static final int BATCH = 50;

  private Race() {}

  /** One round: the actions of both sides, and a check of the outcome. */
  public interface Round {
    /** Happens on the test's thread. */
    void here() throws Throwable;

    /** Happens at the same time, on a thread that is no process. */
    void there() throws Throwable;

    /** When both have happened, on the test's thread. */
    void check() throws Throwable;
  }

  /** Runs 2,000 rounds, half of them with the other side on a virtual thread. */
  public static void run(Callable<Round> rounds) throws Exception {
    for (int i = 0; i < BATCHES; i++) {
      batch(rounds, i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual());
    }
  }

  private static void batch(Callable<Round> rounds, Thread.Builder other) throws Exception {
    List<Round> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      batch.add(rounds.call());
    }
    var start = new CyclicBarrier(2);
    var there =
        new FutureTask<Boolean>(() -> {
          start.await(10, TimeUnit.SECONDS);
          return all(batch, Round::there);
        });
    other.start(there);
    start.await(10, TimeUnit.SECONDS);
    all(batch, Round::here);
    there.get(10, TimeUnit.SECONDS);
    all(batch, Round::check);
  }

  private interface Side {
    void run(Round round) throws Throwable;
  }

  private static boolean all(List<Round> batch, Side side) throws Exception {
    for (Round round : batch) {
      try {
        side.run(round);
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }
    return true;
  }
}
