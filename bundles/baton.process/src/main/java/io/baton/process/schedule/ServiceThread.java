package io.baton.process.schedule;

import io.baton.spi.Log;
import io.baton.spi.Rounds;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a round at every tick until it is stopped. A round that fails is logged, and the next one
 * comes all the same.
 *
 * <p>It is a platform thread: processes that compute may occupy every carrier of virtual threads.
 */
public final class ServiceThread {
  private static final Log LOG = Log.of("io.baton.process");

  private final long tickNanos;
  private final Runnable round;
  private final Runnable atEnd;
  private final Thread thread;

  /** Written by the thread that stops this one, read by this one. */
  private volatile boolean stopping;

  /**
   * Prepares a thread that does not run yet.
   *
   * @param round runs on the new thread, once per tick
   * @param atEnd runs on the new thread, after the last round
   */
  public ServiceThread(String name, Duration tick, Runnable round, Runnable atEnd) {
    tickNanos = tick.toNanos();
    this.round = round; // made while there is memory
    this.atEnd = atEnd;
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Stops after the round that runs now, if any; does not wait for that. */
  public void stop() {
    stopping = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!stopping) {
      LockSupport.parkNanos(this, tickNanos);
      Rounds.survive(LOG, round);
    }
    atEnd.run();
  }
}
