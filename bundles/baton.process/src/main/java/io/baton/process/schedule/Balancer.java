package io.baton.process.schedule;

import io.baton.spi.Log;
import io.baton.spi.ServiceThread;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the {@link RunQueues}. While processes wake each other often it looks every millisecond
 * whether some wait though a carrier sleeps, and calls that carrier. While they do not, each wake
 * calls a carrier by itself, and it looks rarely.
 *
 * <p>It runs on a platform thread, since it must not wait for a carrier itself.
 */
final class Balancer {
  private static final Log LOG = Log.of("io.baton.process");

  /** How long a process that was woken waits at most while a carrier sleeps. */
  private static final Duration BUSY = Duration.ofMillis(1);

  private static final Duration CALM = Duration.ofMillis(20);

  /** Wakes in a millisecond from which on it costs less to look than to call a carrier for each. */
  private static final int MANY = 5;

  /**
   * Wakes in a millisecond on one carrier from which on its processes do little but talk: each has
   * the carrier for some microseconds, which is what it takes to move it to another one.
   */
  private static final int TALK = 100;

  private final ServiceThread thread =
      new ServiceThread("baton-balancer", LOG, this::round, () -> false, Balancer::endLast);

  private final int many;

  /** Wakes on each carrier at the last look; touched by its own thread only. */
  private final long[] before = new long[RunQueues.PLACES];

  /** Creates one that watches while there are many wakes. */
  Balancer() {
    this(MANY);
  }

  /**
   * Creates a balancer.
   *
   * @param many wakes in a millisecond from which on it watches
   */
  Balancer(int many) {
    this.many = many;
  }

  /** Starts to watch, if there is anything to watch. */
  void start() {
    if (RunQueues.areOpen()) {
      thread.start();
    }
  }

  /** Ends the watch: each wake calls a carrier from now on. */
  void stop() {
    thread.stop();
  }

  private void round() {
    Duration tick = RunQueues.areWatched() ? BUSY : CALM;
    LockSupport.parkNanos(this, tick.toNanos());
    long all = 0;
    boolean someWait = false;
    for (int place = 0; place < before.length; place++) {
      long wakes = RunQueues.wakes(place) - before[place];
      before[place] += wakes;
      all += wakes;
      someWait |= wakes < TALK * tick.toMillis() && RunQueues.someWait(place);
    }
    RunQueues.watched(all >= many * tick.toMillis());
    if (someWait) {
      RunQueues.callAnother();
    }
  }

  /** What was put into a queue before this is found by the carrier that is called. */
  private static void endLast() {
    RunQueues.watched(false);
    RunQueues.callAnother();
  }
}
