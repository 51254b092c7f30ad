package io.baton.weaving.point;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * The JDK's waits that no interrupt ends, for the code of modules: they wait as long as the
 * originals, and keep an interrupt for later as they do, but end when the process that waits has
 * been ended.
 */
public final class Waits {
  private Waits() {}

  /** A wait that an interrupt ends. */
  private interface Interruptible {
    void await() throws InterruptedException;
  }

  private static void uninterruptibly(Interruptible wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          wait.await();
          return;
        } catch (InterruptedException _) {
          interrupted = true;
          Gates.checkStack();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * In the place of {@link Lock#lock()}.
   *
   * @param lock is held afterwards
   */
  public static void lock(Lock lock) {
    uninterruptibly(lock::lockInterruptibly);
  }

  /**
   * In the place of {@link CompletableFuture#join()}.
   *
   * @param future is complete afterwards
   * @return its result
   */
  public static Object join(CompletableFuture<?> future) {
    uninterruptibly(() -> {
      try {
        Object _ = future.get();
      } catch (ExecutionException | CancellationException _) {
        // it is complete; join says how
      }
    });
    return future.join();
  }

  /**
   * In the place of {@link Semaphore#acquireUninterruptibly()}.
   *
   * @param semaphore has given a permit afterwards
   */
  public static void acquireUninterruptibly(Semaphore semaphore) {
    uninterruptibly(semaphore::acquire);
  }

  /**
   * In the place of {@link Semaphore#acquireUninterruptibly(int)}.
   *
   * @param semaphore has given the permits afterwards
   * @param permits how many
   */
  public static void acquireUninterruptibly(Semaphore semaphore, int permits) {
    uninterruptibly(() -> semaphore.acquire(permits));
  }

  /**
   * In the place of {@link Condition#awaitUninterruptibly()}.
   *
   * @param condition was signalled afterwards
   */
  public static void awaitUninterruptibly(Condition condition) {
    uninterruptibly(condition::await);
  }
}
