package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Threads that call as fast as they can, each one thing, and note what fails. */
final class Load {
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore first = new Semaphore(0);
  private final List<AtomicInteger> done = new ArrayList<>();

  private volatile boolean stopping;

  /** Calls that go on until this is stopped; each has been done once when it returns. */
  Load(List<Supplier<?>> wanted) throws InterruptedException {
    for (Supplier<?> call : wanted) {
      var count = new AtomicInteger();
      done.add(count);
      threads.add(Thread.ofPlatform().start(() -> run(call, count)));
    }
    first.acquire(wanted.size());
  }

  private void run(Supplier<?> call, AtomicInteger count) {
    while (!stopping) {
      try {
        assertThat(call.get()).isNotNull();
        count.incrementAndGet();
      } catch (Throwable e) {
        failures.add(e);
      }
      first.release();
    }
  }

  void stop() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      assertThat(thread.join(BatonTest.PATIENCE)).isTrue();
    }
  }

  /** Waits until each call that is under way has come to its end. */
  void awaitNextCalls() {
    List<Integer> before = done.stream().map(AtomicInteger::get).toList();
    for (int i = 0; i < before.size(); i++) {
      long end = System.nanoTime() + BatonTest.PATIENCE.toNanos();
      while (done.get(i).get() == before.get(i)) {
        assertThat(System.nanoTime() - end).as("failed: %s", failures).isNegative();
        LockSupport.parkNanos(BatonTest.PAUSE_NANOS);
      }
    }
  }

  /** How often the last of them has succeeded. */
  int count() {
    return done.getLast().get();
  }

  List<Throwable> failures() {
    return failures;
  }
}
