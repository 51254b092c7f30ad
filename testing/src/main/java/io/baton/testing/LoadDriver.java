package io.baton.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Load on a module while it is replaced: threads that send requests, each its next one when the
 * last is answered. Counts requests, answers and failures; a request that is still not answered at
 * the end is lost. Thread-safe.
 *
 * {@snippet :
 * try (LoadDriver load = LoadDriver.start(4, frequency::allocate)) {
 *   load.awaitAnswers(100);
 *   modules.load(next);
 *   load.awaitAnswers(100);
 *   load.stop().assertAllAnswered();
 * }
 * }
 */
public final class LoadDriver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Request request;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
  private final List<Waiter> waiters = new CopyOnWriteArrayList<>();

  /** Set once by {@link #stop}, read by all threads. */
  private volatile boolean isStopping;

  /** One request, by any of the threads. */
  @FunctionalInterface
  public interface Request {
    /**
     * Sends a request and waits for its answer, which it may check.
     *
     * @throws Throwable if it fails, or the answer is wrong: that is a failure
     */
    void send() throws Throwable;
  }

  /** Counts down for answers of requests that began after it. */
  private record Waiter(long from, CountDownLatch open) {}

  private LoadDriver(Request request) {
    this.request = request;
  }

  /**
   * Starts to send requests.
   *
   * @param threads how many requests there are at a time
   * @param request usually a function of a view; called by each of the threads in a loop
   * @return the driver, to be stopped
   */
  public static LoadDriver start(int threads, Request request) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threads);
    }
    LoadDriver driver = new LoadDriver(request);
    for (int i = 1; i <= threads; i++) {
      driver.threads.add(
          Thread.ofPlatform().daemon().name("load-" + i).unstarted(driver::sendRequests));
    }
    driver.threads.forEach(Thread::start);
    return driver;
  }

  private void sendRequests() {
    while (!isStopping) {
      long number = requests.incrementAndGet();
      try {
        request.send();
      } catch (Throwable e) {
        if (isStopping && Thread.currentThread().isInterrupted()) {
          return; // it was given up, and is counted as lost
        }
        failures.incrementAndGet();
        firstFailure.compareAndSet(null, e);
        continue;
      }
      answers.incrementAndGet();
      for (Waiter waiter : waiters) {
        if (number > waiter.from) {
          waiter.open.countDown();
        }
      }
    }
  }

  /**
   * Waits until more requests were answered, of those that begin after this call, for ten seconds
   * at most.
   *
   * @param more how many
   * @throws AssertionError if they are not answered in time; the message says what the threads do
   */
  public void awaitAnswers(int more) {
    awaitAnswers(more, PATIENCE);
  }

  /**
   * Waits until more requests were answered, of those that begin after this call.
   *
   * @param more how many
   * @param atMost how long to wait
   * @throws AssertionError if they are not answered in time; the message says what the threads do
   */
  public void awaitAnswers(int more, Duration atMost) {
    Waiter waiter = new Waiter(requests.get(), new CountDownLatch(more));
    waiters.add(waiter);
    try {
      if (!waiter.open.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError(
            "expected %,d more requests to be answered within %s, found %,d; %s"
                .formatted(more, atMost, more - waiter.open.getCount(), now().describe()),
            firstFailure.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for answers", e);
    } finally {
      waiters.remove(waiter);
    }
  }

  /**
   * Returns what has become of all requests so far. Does not stop.
   *
   * @return with each request that is under way now among the lost ones
   */
  public LoadReport now() {
    return report(waiting());
  }

  /**
   * Stops: no thread begins another request. Waits until those that were begun are answered, for
   * ten seconds at most, and interrupts the threads of the rest.
   *
   * @return what has become of all requests
   */
  public LoadReport stop() {
    return stop(PATIENCE);
  }

  /**
   * Stops: no thread begins another request. Waits until those that were begun are answered, and
   * interrupts the threads of the rest.
   *
   * @param atMost how long to wait for the last answers
   * @return what has become of all requests
   */
  public LoadReport stop(Duration atMost) {
    isStopping = true;
    long end = System.nanoTime() + atMost.toNanos();
    try {
      for (Thread thread : threads) {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    LoadReport report = now();
    threads.forEach(Thread::interrupt);
    return report;
  }

  private List<LoadReport.Waiting> waiting() {
    List<LoadReport.Waiting> waiting = new ArrayList<>();
    for (Thread thread : threads) {
      StackTraceElement[] stack = thread.getStackTrace();
      if (stack.length > 0) {
        waiting.add(LoadReport.Waiting.of(thread.getName(), stack));
      }
    }
    return waiting;
  }

  private LoadReport report(List<LoadReport.Waiting> waiting) {
    return new LoadReport(
        requests.get(),
        answers.get(),
        failures.get(),
        Optional.ofNullable(firstFailure.get()),
        waiting);
  }

  /** Stops, if {@link #stop} was not called, and does not wait for answers. */
  @Override
  public void close() {
    if (!isStopping) {
      stop(Duration.ZERO);
    }
  }
}
