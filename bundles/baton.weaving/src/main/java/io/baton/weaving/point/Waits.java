package io.baton.weaving.point;

import static java.lang.invoke.MethodType.methodType;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Replacements of the JDK's waits that no interrupt ends, for the code of modules: they wait as
 * long as the originals, and keep an interrupt for later as they do, but end when the process that
 * waits has been ended. If the class of an object has such a method of its own, that is called.
 *
 * <p>Each method is named like the one that it replaces, and takes the object first.
 */
public final class Waits {
  private static final Original LOCK =
      new Original("lock", "lockInterruptibly", methodType(void.class));
  private static final Original CONDITION =
      new Original("awaitUninterruptibly", "await", methodType(void.class));
  private static final Original PERMIT =
      new Original("acquireUninterruptibly", "acquire", methodType(void.class));
  private static final Original PERMITS =
      new Original("acquireUninterruptibly", "acquire", methodType(void.class, int.class));
  private static final Original FUTURE =
      new Original("join", methodType(Object.class), "get", methodType(Object.class));
  private static final Original READ =
      new Original("readLock", "readLockInterruptibly", methodType(long.class));
  private static final Original WRITE =
      new Original("writeLock", "writeLockInterruptibly", methodType(long.class));
  private static final Original PHASE =
      new Original("awaitAdvance", "awaitAdvanceInterruptibly", methodType(int.class, int.class));
  private static final Original ARRIVAL =
      new Original("arriveAndAwaitAdvance", methodType(int.class), "arrive", methodType(int.class));

  private Waits() {}

  /** A wait that an interrupt ends. */
  interface Interruptible {
    void await() throws InterruptedException;
  }

  /** Waits again after each interrupt, unless the process has been ended. */
  static void uninterruptibly(Interruptible wait) {
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
   * Waits once. An interrupt ends the wait as if it were signalled without a reason, which callers
   * of a condition must expect anyway: a signal that came while the lock was taken again would be
   * lost if it waited again.
   */
  static void onceUninterruptibly(Interruptible wait) {
    boolean interrupted = Thread.interrupted();
    try {
      if (interrupted) {
        Gates.checkStack();
      }
      wait.await();
    } catch (InterruptedException _) {
      interrupted = true;
      Gates.checkStack();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Replaces {@link Lock#lock()}.
   *
   * @param lock is held afterwards
   */
  public static void lock(Object lock) {
    Lock given = (Lock) lock;
    if (LOCK.isClassOf(given)) {
      uninterruptibly(given::lockInterruptibly);
    } else {
      given.lock();
    }
  }

  /**
   * Replaces {@link Condition#awaitUninterruptibly()}.
   *
   * @param condition was signalled afterwards, or its wait has ended without a reason
   */
  @SuppressWarnings("WaitNotInLoop") // the caller repeats it in a loop
  public static void awaitUninterruptibly(Object condition) {
    Condition given = (Condition) condition;
    if (CONDITION.isClassOf(given)) {
      onceUninterruptibly(given::await);
    } else {
      given.awaitUninterruptibly();
    }
  }

  /**
   * Replaces {@link Semaphore#acquireUninterruptibly()}.
   *
   * @param semaphore has given a permit afterwards
   */
  public static void acquireUninterruptibly(Object semaphore) {
    Semaphore given = (Semaphore) semaphore;
    if (PERMIT.isClassOf(given)) {
      uninterruptibly(given::acquire);
    } else {
      given.acquireUninterruptibly();
    }
  }

  /**
   * Replaces {@link Semaphore#acquireUninterruptibly(int)}.
   *
   * @param semaphore has given the permits afterwards
   * @param permits number of permits
   */
  public static void acquireUninterruptibly(Object semaphore, int permits) {
    Semaphore given = (Semaphore) semaphore;
    if (PERMITS.isClassOf(given)) {
      uninterruptibly(() -> given.acquire(permits));
    } else {
      given.acquireUninterruptibly(permits);
    }
  }

  /**
   * Replaces {@link CompletableFuture#join()}.
   *
   * @param future is complete afterwards
   * @return its result
   */
  public static @Nullable Object join(Object future) {
    CompletableFuture<?> given = (CompletableFuture<?>) future;
    if (FUTURE.isClassOf(given)) {
      uninterruptibly(() -> awaitCompletion(given));
    }
    return given.join();
  }

  private static void awaitCompletion(CompletableFuture<?> future) throws InterruptedException {
    try {
      Object _ = future.get();
    } catch (ExecutionException | CancellationException _) {
      // it is complete; join shows how
    }
  }

  /**
   * Replaces {@link StampedLock#readLock()}.
   *
   * @param lock is held afterwards
   * @return the stamp
   */
  public static long readLock(Object lock) {
    StampedLock given = (StampedLock) lock;
    if (!READ.isClassOf(given)) {
      return given.readLock();
    }
    var stamp = new long[1];
    uninterruptibly(() -> stamp[0] = given.readLockInterruptibly());
    return stamp[0];
  }

  /**
   * Replaces {@link StampedLock#writeLock()}.
   *
   * @param lock is held afterwards
   * @return the stamp
   */
  public static long writeLock(Object lock) {
    StampedLock given = (StampedLock) lock;
    if (!WRITE.isClassOf(given)) {
      return given.writeLock();
    }
    var stamp = new long[1];
    uninterruptibly(() -> stamp[0] = given.writeLockInterruptibly());
    return stamp[0];
  }

  /**
   * Replaces {@link Phaser#awaitAdvance(int)}.
   *
   * @param phaser has left the phase afterwards
   * @param phase the number of the phase
   * @return the next phase
   */
  public static int awaitAdvance(Object phaser, int phase) {
    Phaser given = (Phaser) phaser;
    return PHASE.isClassOf(given) ? awaitAdvance(given, phase) : given.awaitAdvance(phase);
  }

  /**
   * Replaces {@link Phaser#arriveAndAwaitAdvance()}.
   *
   * @param phaser has left its phase afterwards
   * @return the next phase
   */
  public static int arriveAndAwaitAdvance(Object phaser) {
    Phaser given = (Phaser) phaser;
    return ARRIVAL.isClassOf(given) && PHASE.isClassOf(given)
        ? awaitAdvance(given, given.arrive())
        : given.arriveAndAwaitAdvance();
  }

  private static int awaitAdvance(Phaser phaser, int phase) {
    var next = new int[1];
    uninterruptibly(() -> next[0] = phaser.awaitAdvanceInterruptibly(phase));
    return next[0];
  }

  /**
   * Replaces {@link AbstractQueuedSynchronizer#acquire(int)}.
   *
   * @param synchronizer is acquired afterwards
   * @param count see there
   */
  public static void acquire(Object synchronizer, int count) {
    AbstractQueuedSynchronizer given = (AbstractQueuedSynchronizer) synchronizer;
    uninterruptibly(() -> given.acquireInterruptibly(count));
  }

  /**
   * Replaces {@link AbstractQueuedLongSynchronizer#acquire(long)}.
   *
   * @param synchronizer is acquired afterwards
   * @param count see there
   */
  public static void acquire(Object synchronizer, long count) {
    AbstractQueuedLongSynchronizer given = (AbstractQueuedLongSynchronizer) synchronizer;
    uninterruptibly(() -> given.acquireInterruptibly(count));
  }

  /**
   * Replaces {@link AbstractQueuedSynchronizer#acquireShared(int)}.
   *
   * @param synchronizer is acquired afterwards
   * @param count see there
   */
  public static void acquireShared(Object synchronizer, int count) {
    AbstractQueuedSynchronizer given = (AbstractQueuedSynchronizer) synchronizer;
    uninterruptibly(() -> given.acquireSharedInterruptibly(count));
  }

  /**
   * Replaces {@link AbstractQueuedLongSynchronizer#acquireShared(long)}.
   *
   * @param synchronizer is acquired afterwards
   * @param count see there
   */
  public static void acquireShared(Object synchronizer, long count) {
    AbstractQueuedLongSynchronizer given = (AbstractQueuedLongSynchronizer) synchronizer;
    uninterruptibly(() -> given.acquireSharedInterruptibly(count));
  }
}
