package io.baton.process.schedule;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * For how long a process may keep its carrier: until others wait for one, and it is told so. Then
 * it steps aside for a moment, and whoever waits gets the carrier.
 *
 * <p>{@code Thread.yield} would not do. A carrier goes on with the queue that it has just taken
 * from, and what yields comes back to that queue: two processes that yield again and again can keep
 * two carriers for ever, and what waits in other queues is never run (JDK 25, {@code
 * ForkJoinPool.runWorker} and {@code topLevelExec}). For the same reason those that step aside come
 * back together, when all queues are empty: hundreds that poll would otherwise keep one queue from
 * ever becoming empty, and a new process would wait in another.
 *
 * <p>They come back in the order in which they stepped aside, but those that have had a carrier
 * until then come last. So each has its turn.
 */
public final class TimeSlice {
  /** Enough for others to begin; so much of a slice is lost at most. */
  static final Duration ASIDE = Duration.ofMillis(1);

  /** More than it takes to answer, to start another process or to end. */
  private static final int SHARE = 32;

  /** Longer than others are let run; only if the timekeeper has stopped. */
  private static final Duration LOST = Duration.ofMillis(100);

  /**
   * While others are let run: those that poll step aside. Carriers are the JVM's, so this is too.
   * Written by the timekeepers, read by every process.
   */
  private static volatile boolean othersRun;

  /** How often others were let run; written by the timekeepers, read by those that step aside. */
  private static final AtomicInteger ROUNDS = new AtomicInteger();

  /** Those that stand aside and have only just got a carrier; processes add, timekeepers remove. */
  private static final Queue<TimeSlice> NEXT = new ConcurrentLinkedQueue<>();

  /** Those that stand aside and have had a carrier until then. */
  private static final Queue<TimeSlice> LAST = new ConcurrentLinkedQueue<>();

  /** Written by the timekeeper, and by the process's own thread when it pauses; read by both. */
  private volatile boolean over;

  /** When the process was first asked to step aside; touched by the timekeeper only. */
  private long askedAt;

  /** Set while it stands aside; written by its own thread, and cleared by who lets it go on. */
  private volatile @Nullable Thread aside;

  /** Whether it has stepped aside and not waited since; touched by the process's own thread. */
  private boolean polls;

  /** How often it may still pause without stepping aside, and in which round; its own thread's. */
  private int share;

  private int shareOf;

  /** In which round it came back; touched by the process's own thread. */
  private int cameBack;

  /** From now on, those that poll step aside. */
  static void letOthersRun() {
    ROUNDS.incrementAndGet();
    othersRun = true;
  }

  static int rounds() {
    return ROUNDS.get();
  }

  /** Those that stand aside come back, each in its turn. */
  static void resumeAll() {
    othersRun = false;
    resume(NEXT);
    resume(LAST);
  }

  private static void resume(Queue<TimeSlice> standing) {
    for (TimeSlice slice = standing.poll(); slice != null; slice = standing.poll()) {
      Thread thread = slice.aside;
      if (thread != null) {
        slice.aside = null;
        LockSupport.unpark(thread);
      }
    }
  }

  /**
   * Asks the process to step aside where it receives, calls a server or begins a turn.
   *
   * @return false if it was asked before and has not paused since
   */
  boolean end() {
    boolean first = !over;
    if (first) {
      askedAt = System.nanoTime();
    }
    over = true;
    return first;
  }

  /** Whether the process was asked to step aside so long ago, and has not paused since. */
  boolean isOverFor(Duration time) {
    return over && System.nanoTime() - askedAt >= time.toNanos();
  }

  /** The process is about to wait, which lets others run. */
  public void pauses() {
    polls = false;
    if (over) {
      over = false;
    }
  }

  /** Steps aside if that was asked for; called by the process's own thread. */
  public void pauseIfOver() {
    if (over || (othersRun && hasHadItsShare())) {
      stepAside();
    }
  }

  /** A process that was woken, or is new, may do a few things: it may be what others wait for. */
  private boolean hasHadItsShare() {
    int round = ROUNDS.get();
    if (shareOf != round) {
      shareOf = round;
      share = SHARE;
    }
    return polls || --share < 0;
  }

  /** Waits until all who waited for a carrier have got one, or for a moment. */
  void stepAside() {
    over = false;
    polls = true;
    boolean interrupted = Thread.interrupted();
    Thread me = Thread.currentThread();
    aside = me;
    try {
      long start = System.nanoTime();
      long most = standsAside() ? LOST.toNanos() : ASIDE.toNanos();
      while (aside == me && System.nanoTime() - start < most) {
        LockSupport.parkNanos(this, most);
        interrupted |= Thread.interrupted();
      }
    } finally {
      aside = null;
      cameBack = ROUNDS.get();
      if (interrupted) {
        me.interrupt();
      }
    }
  }

  /** Whether it will be let go on: a timekeeper that looks later finds it, or has been seen. */
  private boolean standsAside() {
    if (othersRun) {
      (cameBack == ROUNDS.get() ? NEXT : LAST).add(this);
    }
    return othersRun;
  }
}
