package io.baton.races.stepping;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs threads one at a time; which one goes on is drawn at each step. Static, since the changed
 * classes call it. All of it is touched by the thread that runs them and by what that carries, but
 * for the threads that can run.
 */
public final class Stepper {
  /** So many steps of one schedule mean that it does not end. */
  private static final long MOST_STEPS = 5_000_000;

  /** So long threads of the JVM get before time goes on: what they hold may be waited for. */
  private static final long OUTSIDE_NANOS = 200_000;

  /** How long a thread of the JVM may take to let a thread go on. */
  private static final int MOST_MILLIS_OUTSIDE = 5_000;

  /** Of so many calls that others may see, one is a step; from twice to this, drawn once. */
  private static final int MOST_CALLS_A_STEP_LOG2 = 6;

  /** Threads that can run, by their numbers. Written by threads of the JVM as well. */
  private static final TreeMap<Long, Runnable> READY = new TreeMap<>();

  /** Threads that have not ended, as far as that was noticed. */
  private static final List<Thread> LIVING = new ArrayList<>();

  private static Random random = new Random(0);
  private static int callsAStep = 1;
  private static long steps;
  private static long trace;
  private static long lastNumber;
  private static int busy;
  private static Runnable afterStep = () -> {};

  private Stepper() {}

  /**
   * Begins a schedule.
   *
   * @param seed decides the order
   * @param check run after each step, on no thread of the schedule
   */
  public static void begin(long seed, Runnable check) {
    random = new Random(seed);
    callsAStep = 1 << (1 + random.nextInt(MOST_CALLS_A_STEP_LOG2));
    steps = 0;
    trace = 0;
    afterStep = check;
  }

  /**
   * Starts a thread that runs in steps.
   *
   * @param name of the thread
   * @param body what it does
   */
  public static void start(String name, Runnable body) {
    thread(name, body).start();
  }

  /** Instead of {@link ThreadPoolExecutor#execute}. */
  public static void execute(ThreadPoolExecutor executor, Runnable body) {
    if (Thread.currentThread().isVirtual()) {
      start("pool", body);
    } else {
      executor.execute(body);
    }
  }

  /** The same as {@link #start}, not started yet. */
  static Thread thread(String name, Runnable body) {
    return service(
        name,
        () -> {
          busy++;
          try {
            body.run();
          } finally {
            busy--;
          }
        });
  }

  /** A thread that need not end. */
  static Thread service(String name, Runnable body) {
    long number = ++lastNumber;
    Thread thread = VirtualThreads.make(next -> ready(number, next), name, body);
    LIVING.add(thread);
    return thread;
  }

  private static void ready(long number, Runnable next) {
    synchronized (READY) {
      READY.put(number, next);
    }
  }

  /** How many can run. Waits until the JVM has submitted those that it has unblocked. */
  private static int ready() {
    while (true) {
      LIVING.removeIf(one -> one.getState() == Thread.State.TERMINATED);
      int submitted = 0;
      boolean isSettled = true;
      for (Thread one : LIVING) {
        isSettled &= !VirtualThreads.isBeingUnblocked(one);
        submitted += VirtualThreads.isSubmitted(one) ? 1 : 0;
      }
      synchronized (READY) {
        if (isSettled && submitted == READY.size()) {
          return submitted;
        }
      }
      Thread.onSpinWait();
    }
  }

  private static Runnable take(int index) {
    synchronized (READY) {
      Iterator<Runnable> all = READY.values().iterator();
      for (int i = 0; i < index; i++) {
        Runnable _ = all.next();
      }
      Runnable next = all.next();
      all.remove();
      return next;
    }
  }

  /**
   * Runs everything until nothing can run any more, now or later.
   *
   * @throws IllegalStateException if that does not come
   */
  public static void runAll() {
    do {
      for (int ready = ready(); ready > 0; ready = ready()) {
        int next = random.nextInt(ready);
        trace = trace * 31 + ready * 7L + next;
        take(next).run();
        afterStep.run();
        steps++;
        if (steps > MOST_STEPS) {
          throw new IllegalStateException("it does not end");
        }
      }
      LockSupport.parkNanos(OUTSIDE_NANOS);
    } while (ready() > 0 || VirtualTime.endsAWait() || isOutsideAwaited());
  }

  /** A thread of the JVM or the framework may hold what a thread waits for. */
  private static boolean isOutsideAwaited() {
    for (int i = 0; busy > 0 && ready() == 0; i++) {
      if (i == MOST_MILLIS_OUTSIDE) {
        throw new IllegalStateException("threads wait for ever:" + whereTheyAre());
      }
      LockSupport.parkNanos(1_000_000);
    }
    return ready() > 0;
  }

  private static String whereTheyAre() {
    var text = new StringBuilder();
    for (Thread one : LIVING) {
      text.append("\n  ").append(one.getName());
      for (StackTraceElement frame : one.getStackTrace()) {
        text.append("\n    ").append(frame);
      }
    }
    return text.toString();
  }

  /**
   * Identifies the order.
   *
   * @return the same number for the same order
   */
  public static long trace() {
    return trace;
  }

  /**
   * How many steps there were.
   *
   * @return since the beginning of the schedule
   */
  public static long steps() {
    return steps;
  }

  /**
   * Draws a number, as the seed decides.
   *
   * @param bound how many there are
   * @return from 0
   */
  public static int draw(int bound) {
    return random.nextInt(bound);
  }

  /** Called before what others may see: perhaps another thread runs first. */
  public static void step() {
    if (Thread.currentThread().isVirtual() && random.nextInt(callsAStep) == 0) {
      pause();
    }
  }

  /** Lets another thread run first, if it is drawn. */
  @SuppressWarnings("ThreadPriorityCheck") // the scheduler is this one
  public static void pause() {
    Thread.yield();
  }
}
