package io.baton.process.schedule;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Time slice of a process: it keeps its carrier until others wait for one, and the timekeeper
 * preempts it. Then it steps aside for a moment, and a waiting process gets the carrier. See
 * decision 0041.
 *
 * <p>{@code Thread.yield} would not do. A carrier goes on with the queue that it has just taken
 * from, and a thread that yields returns to that queue: two processes that yield repeatedly can
 * keep two carriers for ever, and threads in other queues never run (JDK 25, {@code
 * ForkJoinPool.runWorker} and {@code topLevelExec}). For the same reason processes that step aside
 * are resumed together, when all queues are empty: otherwise hundreds of processes that poll would
 * keep one queue from ever becoming empty, and a new process would wait in another.
 *
 * <p>They are resumed in the order in which they stepped aside, but processes that had a carrier
 * before the round come last. So each gets its share.
 */
public final class TimeSlice {
  /** Time that others need to begin; at most so much of a slice is lost. */
  static final Duration ASIDE = Duration.ofMillis(1);

  /**
   * Operations of a process in a round before it steps aside: more than it takes to reply, to start
   * another process or to end.
   */
  private static final int SHARE = 32;

  /**
   * Maximum time to stand aside, reached only if the timekeeper has stopped: longer than a round
   * takes.
   */
  private static final Duration LOST = Duration.ofMillis(100);

  /**
   * True during a round in which others run: processes that poll step aside. Carriers belong to the
   * JVM, so this is static. Written by the timekeepers, read by every process.
   */
  private static volatile boolean othersRun;

  /** Number of rounds so far; written by the timekeepers, read by those that step aside. */
  private static final AtomicInteger ROUNDS = new AtomicInteger();

  /**
   * Processes that stand aside and got a carrier only in this round; processes add, timekeepers
   * remove.
   */
  private static final Queue<TimeSlice> NEXT = new ConcurrentLinkedQueue<>();

  /** Processes that stand aside and had a carrier before this round. */
  private static final Queue<TimeSlice> LAST = new ConcurrentLinkedQueue<>();

  /** Written by the timekeeper, and by the process's own thread when it pauses; read by both. */
  private volatile boolean over;

  /** When the process was first asked to step aside; touched by the timekeeper only. */
  private long askedAt;

  /**
   * Set while it stands aside; written by its own thread, and cleared by the thread that resumes
   * it.
   */
  private volatile @Nullable Thread aside;

  /** True if it has stepped aside and not waited since; touched by the process's own thread. */
  private boolean polls;

  /**
   * Operations left before it steps aside, and the round that they count for; touched by its own
   * thread.
   */
  private int share;

  private int shareOf;

  /** Round in which it was resumed; touched by the process's own thread. */
  private int cameBack;

  /** Begins a round: processes that poll step aside from now on. */
  static void letOthersRun() {
    ROUNDS.incrementAndGet();
    othersRun = true;
  }

  static int rounds() {
    return ROUNDS.get();
  }

  /** Ends a round: resumes the processes that stand aside, in order. */
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

  /**
   * Returns whether the process was asked to step aside at least so long ago, and has not paused
   * since.
   */
  boolean isOverFor(Duration time) {
    return over && System.nanoTime() - askedAt >= time.toNanos();
  }

  /** Begins a new slice for a process that cannot step aside; called by the timekeeper. */
  void restart() {
    over = false;
  }

  /** Records that the process is about to wait, which lets others run. */
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

  /**
   * Returns whether the process has used its share of the round. A process that was woken, or is
   * new, may do a few operations, since others may wait for it.
   */
  private boolean hasHadItsShare() {
    int round = ROUNDS.get();
    if (shareOf != round) {
      shareOf = round;
      share = SHARE;
    }
    return polls || --share < 0;
  }

  /** Waits until all processes that waited for a carrier have got one, or for a moment. */
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

  /**
   * Returns whether the timekeeper will resume it: a round that ends later finds it in the queue,
   * and one that has ended is seen here.
   */
  private boolean standsAside() {
    if (othersRun) {
      (cameBack == ROUNDS.get() ? NEXT : LAST).add(this);
    }
    return othersRun;
  }
}
