package io.baton.spi;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A thread of Baton that does one round of its work after the other until it is stopped. A round
 * that throws is logged, and the next one comes all the same, also if memory runs out: no other
 * thread would do its work.
 *
 * <p>It is a platform thread: processes that compute may occupy every carrier of virtual threads.
 */
public final class ServiceThread {
  private final Log log;
  private final Runnable round;
  private final BooleanSupplier hasWork;
  private final Runnable atEnd;
  private final Thread thread;

  /** Written by the thread that stops this one, read by this one. */
  private volatile boolean stopping;

  /**
   * Prepares a thread that does not run yet.
   *
   * @param name of the thread
   * @param log receives what a round has thrown
   * @param round waits for work and does it; returns when it is interrupted
   */
  public ServiceThread(String name, Log log, Runnable round) {
    this(name, log, round, () -> false, () -> {});
  }

  /**
   * Prepares a thread that does not run yet, and goes on for a while after it was stopped.
   *
   * @param name of the thread
   * @param log receives what a round has thrown
   * @param round waits for work and does it; returns when it is interrupted
   * @param hasWork whether another round is needed after the stop
   * @param atEnd runs after the last round
   */
  public ServiceThread(
      String name, Log log, Runnable round, BooleanSupplier hasWork, Runnable atEnd) {
    this.log = log;
    this.round = round; // made while there is memory
    this.hasWork = hasWork;
    this.atEnd = atEnd;
    thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .inheritInheritableThreadLocals(false)
            .unstarted(this::run);
  }

  /**
   * Returns work that is done once in a while.
   *
   * @param tick how long to wait before each round
   * @param work the work
   * @return the round
   */
  public static Runnable everyTick(Duration tick, Runnable work) {
    long nanos = tick.toNanos();
    return () -> {
      LockSupport.parkNanos(nanos);
      work.run();
    };
  }

  /** Starts the thread; called once. */
  public void start() {
    thread.start();
  }

  /** Interrupts a round that waits, since there is something to do. */
  public void wake() {
    thread.interrupt();
  }

  /** Ends the thread after the round that runs now, if any, and does not wait for that. */
  public void stop() {
    stopping = true;
    thread.interrupt();
  }

  /**
   * Returns whether the thread has been stopped.
   *
   * @return true also while it does its last work
   */
  public boolean isStopping() {
    return stopping;
  }

  /**
   * Waits until the thread has ended; an interrupt ends the wait.
   *
   * @param patience how long to wait
   */
  public void awaitEnd(Duration patience) {
    try {
      boolean _ = thread.join(patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping || hasWork.getAsBoolean()) {
      Rounds.survive(log, round);
    }
    atEnd.run();
  }
}
