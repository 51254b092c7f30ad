package io.baton.races.explorer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets two sides go on step by step, in one order. At each step at which both could go on, the
 * order says which does. A side that waits for the other (at a gate, for a thread to unwind) does
 * not count as one that could.
 */
final class Steps {
  private static final long CAP_NANOS = Duration.ofSeconds(20).toNanos();
  private static final long POLL_NANOS = 50_000;

  /** A wait is one that has been seen so often in a row; shorter ones pass by themselves. */
  private static final int WAITS = 12;

  /** What one side does. All fields are guarded by the monitor of the steps. */
  private static final class Runner {
    /** The thread that stopped last for this side; null if a new one will. */
    @Nullable Thread thread;

    @Nullable String stands;

    /** Whether it is its turn, and it has not noticed yet. */
    boolean isWoken;

    boolean done;
    boolean hasWaited;
  }

  private final Map<Side, Runner> runners = new EnumMap<>(Side.class);

  /** The sides that go on at the first decisions; touched by the explorer's thread only. */
  private final List<Side> order;

  /** The side that went on at each decision; touched by the explorer's thread only. */
  private final List<Side> decided = new ArrayList<>();

  /** Every step that was taken, for a person; touched by the explorer's thread only. */
  private final List<String> log = new ArrayList<>();

  Steps(List<Side> order) {
    this.order = order;
    for (Side side : Side.values()) {
      runners.put(side, new Runner());
    }
  }

  List<Side> decided() {
    return decided;
  }

  List<String> log() {
    return log;
  }

  /** Stops here until it is this side's turn. No interrupt ends that. */
  void at(Side side, String step) {
    boolean interrupted = false;
    synchronized (this) {
      Runner runner = runner(side);
      runner.thread = Thread.currentThread();
      runner.stands = step;
      while (runner.stands != null) {
        try {
          wait();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
      runner.isWoken = false;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The calling thread leaves the steps of its side to another thread. */
  synchronized void leaveTo(Side side) {
    runner(side).thread = null;
  }

  /** Nothing more comes of this side. */
  synchronized void done(Side side) {
    runner(side).done = true;
  }

  /** Whether the side has waited for the other. */
  synchronized boolean hasWaited(Side side) {
    return runner(side).hasWaited;
  }

  private Runner runner(Side side) {
    return runners.getOrDefault(side, new Runner());
  }

  /** Lets both go on until they are done. */
  void run() {
    while (true) {
      for (Side side : Side.values()) {
        settle(side);
      }
      Set<Side> ready = ready();
      if (ready.isEmpty()) {
        if (isOver()) {
          return;
        }
        ready = awaitAny();
      }
      if (!ready.isEmpty()) {
        goOn(ready.size() == 1 ? ready.iterator().next() : decide());
      }
    }
  }

  private Side decide() {
    Side next = decided.size() < order.size() ? order.get(decided.size()) : Side.USER;
    decided.add(next);
    return next;
  }

  private synchronized void goOn(Side side) {
    Runner runner = runner(side);
    log.add("%s: %s".formatted(side, runner.stands));
    runner.stands = null;
    runner.isWoken = true;
    notifyAll();
  }

  private synchronized Set<Side> ready() {
    Set<Side> ready = EnumSet.noneOf(Side.class);
    runners.forEach((side, runner) -> {
      if (runner.stands != null) {
        ready.add(side);
      }
    });
    return ready;
  }

  private synchronized boolean isOver() {
    return runners.values().stream().allMatch(runner -> runner.done);
  }

  /** Waits until a side stands, is done, or waits for something else. */
  private void settle(Side side) {
    long start = System.nanoTime();
    int waits = 0;
    while (!isSettled(side) && waits < WAITS) {
      check(start);
      LockSupport.parkNanos(POLL_NANOS);
      waits = waitsElsewhere(side) ? waits + 1 : 0;
    }
    if (waits == WAITS) {
      synchronized (this) {
        runner(side).hasWaited = true;
      }
    }
  }

  private Set<Side> awaitAny() {
    long start = System.nanoTime();
    while (ready().isEmpty() && !isOver()) {
      check(start);
      LockSupport.parkNanos(POLL_NANOS);
    }
    return ready();
  }

  private void check(long start) {
    if (System.nanoTime() - start > CAP_NANOS) {
      throw new IllegalStateException("both sides wait for ever after " + log);
    }
  }

  private synchronized boolean isSettled(Side side) {
    Runner runner = runner(side);
    return runner.done || runner.stands != null;
  }

  private synchronized boolean waitsElsewhere(Side side) {
    Runner runner = runner(side);
    if (runner.done || runner.stands != null || runner.isWoken || runner.thread == null) {
      return false;
    }
    return switch (runner.thread.getState()) {
      case WAITING, TIMED_WAITING, BLOCKED -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }
}
