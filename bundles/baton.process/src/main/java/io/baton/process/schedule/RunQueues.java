package io.baton.process.schedule;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Run queues of the carriers. While messages are many, a process that is woken stays on the carrier
 * of the one that wakes it, and no other carrier is called: two that talk take turns on one
 * carrier, in its caches. The JDK would call one for each message, which takes the process away. In
 * Erlang a scheduler has its own processes, too. See decision 0081.
 *
 * <p>A queue that grows calls another carrier at once. If the processes on a carrier do more than
 * talk, or one waits without giving the carrier up, the {@link Balancer} calls another one a moment
 * later. So they stay only while one watches.
 *
 * <p>Carriers belong to the JVM, so all of this is static. Any thread.
 */
public final class RunQueues {
  private static final @Nullable JdkScheduler SCHEDULER = JdkScheduler.OPEN;

  /** Number of waiting processes in a queue from which on another carrier is called. */
  private static final int LONG = 4;

  /** Number of places for carriers, a power of two. Carriers that share one are seen in turns. */
  static final int PLACES = 64;

  /** Distance of two counters: each has cache lines of its own. */
  private static final int DISTANCE = 16;

  /**
   * Wakes so far by the processes on each carrier. Written by the process that is on it; carriers
   * that share a place may lose some. Read by the balancers.
   */
  private static final AtomicLongArray WAKES = new AtomicLongArray(PLACES * DISTANCE);

  /** Carriers on which a process has woken another one. Written and read like their counters. */
  private static final AtomicReferenceArray<ForkJoinWorkerThread> CARRIERS =
      new AtomicReferenceArray<>(PLACES);

  /** Written by the balancers, read by every process that wakes another one. */
  private static volatile boolean watched;

  private RunQueues() {}

  /** Returns a builder of virtual threads for processes. */
  public static Thread.Builder threads() {
    return SCHEDULER == null ? Thread.ofVirtual() : SCHEDULER.threads(RunQueues::add);
  }

  /** Returns whether processes that are woken stay on the carrier now. */
  public static boolean areWatched() {
    return watched;
  }

  /** Returns whether the JDK's scheduler can be reached; processes never stay if not. */
  static boolean areOpen() {
    return SCHEDULER != null;
  }

  static void watched(boolean now) {
    watched = now;
  }

  /** Adds a process that can continue, or begin. Throws what the JDK's scheduler throws. */
  private static void add(Runnable process) {
    JdkScheduler scheduler = open();
    ForkJoinWorkerThread here = scheduler.here();
    if (here == null) {
      scheduler.carriers().execute(process);
      return;
    }
    countWake(here);
    if (!watched) {
      scheduler.carriers().execute(process);
    } else if (here.getQueuedTaskCount() < LONG) {
      ForkJoinTask<?> _ = scheduler.carriers().lazySubmit(ForkJoinTask.adapt(process));
    } else {
      // in a queue of its own, since a push to one that is not empty calls no carrier
      ForkJoinTask<?> _ = scheduler.carriers().externalSubmit(ForkJoinTask.adapt(process));
    }
  }

  /** Counts a message for which no process had to be woken, since it has spun. */
  static void countSpin() {
    ForkJoinWorkerThread here = SCHEDULER == null ? null : SCHEDULER.here();
    if (here != null) {
      countWake(here);
    }
  }

  private static void countWake(ForkJoinWorkerThread carrier) {
    int place = carrier.getPoolIndex() & (PLACES - 1);
    WAKES.setOpaque(place * DISTANCE, WAKES.getPlain(place * DISTANCE) + 1);
    if (CARRIERS.getPlain(place) != carrier) {
      CARRIERS.set(place, carrier);
    }
  }

  /** Returns how many wakes there have been on the carrier in a place, or some less. */
  static long wakes(int place) {
    return WAKES.getOpaque(place * DISTANCE);
  }

  /** Returns whether processes wait in the queue of the carrier in a place. */
  static boolean someWait(int place) {
    ForkJoinWorkerThread carrier = CARRIERS.get(place);
    return carrier != null && carrier.getQueuedTaskCount() > 0;
  }

  /** Calls a carrier that sleeps, if there is one; it takes a process out of a queue. */
  static void callAnother() {
    ForkJoinPool carriers = open().carriers();
    if (carriers.getActiveThreadCount() < carriers.getParallelism()) {
      carriers.execute(() -> {});
    }
  }

  private static JdkScheduler open() {
    if (SCHEDULER == null) {
      throw new IllegalStateException("the JDK's scheduler cannot be reached");
    }
    return SCHEDULER;
  }
}
