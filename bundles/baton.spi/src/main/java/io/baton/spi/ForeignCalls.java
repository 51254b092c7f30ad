package io.baton.spi;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Queue of calls of code that Baton does not know, such as listeners and log handlers: they run one
 * after the other, in the order of submission, on a daemon thread that lives as long as there is
 * something to run.
 *
 * <p>A call cannot affect the thread that has submitted it. A call that throws ends nothing; one
 * that does not return delays those behind it in the same queue, and nothing else.
 */
public final class ForeignCalls {
  private final String name;
  private final Duration late;
  private final Consumer<? super Throwable> failed;

  /** Written by the threads that submit, and by the one that runs. */
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** Whether there is a thread; set by the one that starts it, cleared by that thread. */
  private final AtomicBoolean running = new AtomicBoolean();

  /** Written by the thread that runs, read by those that wait. */
  private volatile @Nullable Running now;

  /** How many calls have ended; written by the thread that runs, read by those that wait. */
  private final AtomicLong ended = new AtomicLong();

  /**
   * How many had ended when a wait timed out; written by the threads that waited, read by others.
   */
  private volatile long givenUpAfter = -1;

  /** How many had ended when a call was last recorded as late; written by callers. */
  private final AtomicLong notedAfter = new AtomicLong(-1);

  /** A call that has begun. */
  private record Running(Thread thread, long since) {
    boolean isOlderThan(Duration age) {
      return System.nanoTime() - since > age.toNanos();
    }
  }

  /**
   * Creates an empty queue.
   *
   * @param name of its thread
   * @param late how long a call may take before threads stop waiting for the queue
   * @param failed receives what a call has thrown, on that thread; what it throws itself is dropped
   */
  public ForeignCalls(String name, Duration late, Consumer<? super Throwable> failed) {
    this.name = name;
    this.late = late;
    this.failed = failed;
  }

  /**
   * Submits a call. Never waits, and never throws.
   *
   * @param call run once
   */
  public void run(Runnable call) {
    waiting.add(call);
    startIfNeeded();
  }

  private void startIfNeeded() {
    if (!waiting.isEmpty() && running.compareAndSet(false, true)) {
      boolean started = false;
      try {
        Thread _ =
            Thread.ofPlatform()
                .daemon()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .start(this::runAll);
        started = true;
      } catch (Throwable _) {
        // no thread is available for now: the next call tries again
      } finally {
        if (!started) {
          running.set(false);
        }
      }
    }
  }

  private void runAll() {
    try {
      for (Runnable call = waiting.poll(); call != null; call = waiting.poll()) {
        runOne(call);
      }
    } finally {
      running.set(false);
      startIfNeeded();
    }
  }

  private void runOne(Runnable call) {
    now = new Running(Thread.currentThread(), System.nanoTime());
    try {
      call.run();
    } catch (Throwable thrown) {
      report(thrown);
    } finally {
      now = null;
      long _ = ended.incrementAndGet();
      boolean _ = Thread.interrupted();
    }
  }

  private void report(Throwable thrown) {
    try {
      failed.accept(thrown);
    } catch (Throwable _) {
      // nothing is left to report it to
    }
  }

  /**
   * Returns whether a call does not return: it has taken long, or a wait for it has timed out.
   *
   * @return true if no thread waits for this queue, until that call has ended
   */
  public boolean isLate() {
    Running first = now;
    return givenUpAfter == ended.get() || (first != null && first.isOlderThan(late));
  }

  /**
   * Records that a call is late.
   *
   * @return true if it is, and that was not recorded before, so that it is reported once
   */
  public boolean noteLate() {
    long before = ended.get();
    return isLate() && notedAfter.getAndSet(before) != before;
  }

  /**
   * Waits until all calls that were submitted before have run. Does not wait for a call that is
   * late, so one that never returns delays others once.
   *
   * @param patience how long to wait
   * @return whether all has run; false if the caller is such a call itself, or is interrupted, in
   *     which case its interrupt flag is set
   */
  public boolean await(Duration patience) {
    if (waiting.isEmpty() && now == null && !running.get()) {
      return true;
    }
    Running first = now;
    if (isLate() || (first != null && first.thread() == Thread.currentThread())) {
      return false;
    }
    var done = new CountDownLatch(1);
    run(done::countDown);
    try {
      return done.await(patience.toNanos(), NANOSECONDS) || hasRunOrIsGivenUp(done);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Reads the count before it is known that a call has not ended. */
  private boolean hasRunOrIsGivenUp(CountDownLatch done) {
    long before = ended.get();
    boolean hasRun = done.getCount() == 0;
    if (!hasRun) {
      givenUpAfter = before;
    }
    return hasRun;
  }
}
