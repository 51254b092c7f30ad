package io.baton.process.schedule;

import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that are woken stay on a carrier, and none waits there while another one sleeps. */
class RunQueuesTest {
  private static final int ROUNDS = 100;
  private static final int MANY = 20;

  /** What the queue of a carrier holds before another one is called. */
  private static final int FEW = 4;

  /** Watches whatever happens. */
  private final Balancer balancer = new Balancer(0);

  @BeforeEach
  void severalCarriers() {
    assertThat(RunQueues.areOpen()).isTrue();
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "with one, none can sleep");
  }

  @AfterEach
  void notWatched() {
    balancer.stop();
    RunQueues.watched(false);
  }

  private void watch() {
    balancer.start();
    until(RunQueues::areWatched);
  }

  private static Thread start(Runnable process) {
    Thread thread = RunQueues.threads().unstarted(process);
    thread.start();
    return thread;
  }

  /** Threads that each wait once to be woken, and are counted then. */
  private static Thread[] waiting(int many, AtomicInteger woken) {
    Thread[] threads =
        IntStream.range(0, many)
            .mapToObj(_ -> start(() -> parkAndCount(woken)))
            .toArray(Thread[]::new);
    for (Thread thread : threads) {
      until(() -> thread.getState() == Thread.State.WAITING);
    }
    return threads;
  }

  private static void parkAndCount(AtomicInteger woken) {
    LockSupport.park();
    woken.incrementAndGet();
  }

  private static void spinUntil(AtomicInteger woken, int many) {
    while (woken.get() < many) {
      Thread.onSpinWait();
    }
  }

  @Test
  void onlyAFewStayWithOneThatWakesManyAndComputes() {
    RunQueues.watched(true);
    for (int round = 0; round < ROUNDS; round++) {
      var woken = new AtomicInteger();
      Thread[] others = waiting(MANY, woken);

      Thread waker =
          start(() -> {
            for (Thread other : others) {
              LockSupport.unpark(other);
            }
            spinUntil(woken, MANY - FEW);
          });

      until(() -> !waker.isAlive());
    }
  }

  @Test
  void processIsNotKeptByOneThatWakesItAndComputes() {
    watch();
    var woken = new AtomicInteger();
    Thread[] others = waiting(ROUNDS, woken);

    Thread waker =
        start(() -> {
          for (int i = 0; i < others.length; i++) {
            LockSupport.unpark(others[i]);
            spinUntil(woken, i + 1);
          }
        });

    until(() -> !waker.isAlive());
  }

  @Test
  void processIsNotKeptByOneThatWaitsWithItsCarrier() {
    watch();

    Thread waker = start(() -> assertThat(WaitsInItsInitialiser.DONE).isTrue());

    until(() -> !waker.isAlive());
  }

  /** Until a static initialiser returns, its thread keeps its carrier. */
  private static final class WaitsInItsInitialiser {
    static final boolean DONE = wakeAndWait();
  }

  private static boolean wakeAndWait() {
    Thread me = Thread.currentThread();
    var woken = new AtomicInteger();
    Thread other =
        start(() -> {
          parkAndCount(woken);
          LockSupport.unpark(me);
        });
    until(() -> other.getState() == Thread.State.WAITING);
    LockSupport.unpark(other);
    while (woken.get() == 0) {
      LockSupport.park();
    }
    return true;
  }
}
