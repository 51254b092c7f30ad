package io.baton.code.lane;

import io.baton.spi.Rounds;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Jobs of lanes: each lane runs one at a time, each job on a platform thread of its own. */
public final class LaneQueues {
  /** How often a thread is asked for, with pauses: for a second. */
  private static final int ATTEMPTS = 20;

  private static final long PAUSE_NANOS = 50_000_000;

  private final Threads threads;

  /** Jobs that wait, for each lane that has one running. Guarded by itself. */
  private final Map<String, Queue<Job>> waiting = new HashMap<>();

  /**
   * A job and the result that its caller waits for.
   *
   * @param work completes the result
   */
  record Job(Runnable work, CompletableFuture<?> result) {}

  /** Factory of threads. */
  @FunctionalInterface
  interface Threads {
    /** Starts one; throws an {@link OutOfMemoryError} if there is none to be had. */
    void start(String name, Runnable code);
  }

  /** No thread could be had for a job, which was not done. */
  public static final class NoThread extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NoThread(String lane, Throwable cause) {
      super(
          "no thread can be had for %s now; try again".formatted(ModuleQueues.module(lane)), cause);
    }
  }

  /** Queues without jobs. */
  LaneQueues(Threads threads) {
    this.threads = threads;
  }

  /** Runs a job when those that came before it are done. */
  void submit(String lane, Job job) {
    synchronized (waiting) {
      Queue<Job> queue = waiting.get(lane);
      if (queue != null) {
        queue.add(job);
        return;
      }
      waiting.put(lane, new ArrayDeque<>());
    }
    try {
      startPatiently(lane, job);
    } catch (Throwable e) {
      refuseAll(lane, job, e);
    }
  }

  /** A job whose thread cannot be had is answered, and the lane is free again. */
  private void refuseAll(String lane, Job job, Throwable e) {
    Queue<Job> left;
    synchronized (waiting) {
      left = waiting.remove(lane);
      waiting.notifyAll();
    }
    Throwable refusal = refusal(lane, e);
    for (Job next = job; next != null; next = left == null ? null : left.poll()) {
      fail(next.result(), refusal);
    }
  }

  private static NoThread refusal(String lane, Throwable e) {
    while (true) {
      try {
        return new NoThread(lane, e);
      } catch (OutOfMemoryError _) {
        Rounds.pause();
      }
    }
  }

  /** A process limit that is reached now may not be in a moment. */
  private void startPatiently(String lane, Job job) {
    for (int attempt = 1; ; attempt++) {
      try {
        start(lane, job);
        return;
      } catch (OutOfMemoryError e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void start(String lane, Job job) {
    threads.start(
        lane,
        () -> {
          run(job);
          startNext(lane);
        });
  }

  /** Whatever the job throws, its caller is answered: no other thread would do that. */
  private static void run(Job job) {
    try {
      job.work().run();
    } catch (Throwable e) {
      fail(job.result(), e);
    }
  }

  /** Repeats while memory does not suffice to answer those that wait. */
  static void fail(CompletableFuture<?> result, Throwable e) {
    while (!hasFailed(result, e)) {
      Rounds.pause();
    }
  }

  private static boolean hasFailed(CompletableFuture<?> result, Throwable e) {
    try {
      result.completeExceptionally(e);
      return true;
    } catch (OutOfMemoryError _) {
      return false;
    }
  }

  /** If there is no thread for it, the next job runs on that of the job before. */
  private void startNext(String lane) {
    for (Job next = poll(lane); next != null; next = poll(lane)) {
      try {
        start(lane, next);
        return;
      } catch (Throwable _) {
        run(next);
      }
    }
  }

  private @Nullable Job poll(String lane) {
    synchronized (waiting) {
      Queue<Job> queue = waiting.get(lane);
      Job next = queue == null ? null : queue.poll();
      if (next == null) {
        waiting.remove(lane);
        waiting.notifyAll();
      }
      return next;
    }
  }

  /** Returns how many jobs of a lane wait for their turn. */
  int queued(String lane) {
    synchronized (waiting) {
      Queue<Job> queue = waiting.get(lane);
      return queue == null ? 0 : queue.size();
    }
  }

  /**
   * Waits until no job is under way.
   *
   * @param patience how long to wait
   */
  void awaitIdle(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (waiting) {
      for (long left = patience.toMillis();
          !waiting.isEmpty() && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) {
        try {
          waiting.wait(left);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
