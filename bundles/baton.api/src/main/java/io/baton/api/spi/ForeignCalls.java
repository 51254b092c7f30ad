package io.baton.api.spi;

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
 * Runs code that Baton does not know, such as listeners and log handlers: one call after the other,
 * in the order in which they were asked for, on a daemon thread that lives as long as there is
 * something to run.
 *
 * <p>Nothing that a call does reaches the thread that has asked for it. A call that throws ends
 * nothing; one that does not return holds up those behind it in the same queue, and nothing else.
 */
public final class ForeignCalls {
  private final String name;
  private final Duration late;
  private final Consumer<? super Throwable> failed;

  /** Written by the threads that ask, and by the one that runs. */
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** Whether there is a thread; set by the one that starts it, cleared by that thread. */
  private final AtomicBoolean running = new AtomicBoolean();

  /** Written by the thread that runs, read by those that wait. */
  private volatile @Nullable Running now;

  /** How many calls have ended; written by the thread that runs, read by those that wait. */
  private final AtomicLong ended = new AtomicLong();

  /** How many had ended when a thread waited in vain; written by such threads, read by others. */
  private volatile long givenUpAfter = -1;

  /** How many had ended when it was last noted that a call is late; written by those that note. */
  private final AtomicLong notedAfter = new AtomicLong(-1);

  /** A call that has begun. */
  private record Running(Thread thread, long since) {
    boolean isOlderThan(Duration age) {
      return System.nanoTime() - since > age.toNanos();
    }
  }

  /**
   * An empty queue.
   *
   * @param name of its thread
   * @param late how long a call may take before nobody waits for the queue any more
   * @param failed gets what a call has thrown, on that thread; what it throws itself is dropped
   */
  public ForeignCalls(String name, Duration late, Consumer<? super Throwable> failed) {
    this.name = name;
    this.late = late;
    this.failed = failed;
  }

  /**
   * Runs a call soon. Never waits, and never throws.
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
        // no thread to be had for now: the next call tries again
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
      // there is nobody left to tell
    }
  }

  /**
   * Whether a call does not return: it has taken long, or was waited for in vain.
   *
   * @return true if nobody waits for this queue, until that call has ended
   */
  public boolean isLate() {
    Running first = now;
    return givenUpAfter == ended.get() || (first != null && first.isOlderThan(late));
  }

  /**
   * Notes that a call is late.
   *
   * @return true if it is, and that was not noted before: it is to be said once
   */
  public boolean noteLate() {
    long before = ended.get();
    return isLate() && notedAfter.getAndSet(before) != before;
  }

  /**
   * Waits until everything has run that was asked for before. Does not wait for a call that is
   * late, so one that never returns delays others once.
   *
   * @param patience how long to wait
   * @return whether all has run; false if the caller is such a call itself, or is interrupted,
   *     which its interrupt flag then says
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

  /** The count is read before it is known that there is a call which has not ended. */
  private boolean hasRunOrIsGivenUp(CountDownLatch done) {
    long before = ended.get();
    boolean hasRun = done.getCount() == 0;
    if (!hasRun) {
      givenUpAfter = before;
    }
    return hasRun;
  }
}
