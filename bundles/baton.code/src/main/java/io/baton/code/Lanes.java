package io.baton.code;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is asked about one module one at a time, in order of arrival, and what is asked about
 * different modules side by side. Each job has a thread of its own, so a job may block and may run
 * a module's code. It is a platform thread: processes that spin may occupy every carrier of virtual
 * threads, and it is a job that ends them.
 */
final class Lanes {
  /**
   * The modules whose jobs the current thread works for: a job that asks for one waits for itself.
   */
  private static final ScopedValue<Set<String>> WORKING_FOR = ScopedValue.newInstance();

  /** Jobs that wait, for each module that has one running. Guarded by itself. */
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  private final Runnable checkCaller;

  /**
   * Lanes without jobs.
   *
   * @param checkCaller throws if the calling process has been ended while it waits
   */
  Lanes(Runnable checkCaller) {
    this.checkCaller = checkCaller;
  }

  /**
   * Runs a job when those that came before it are done, and waits for its result.
   *
   * @throws IllegalStateException if the caller is part of a job of the same module
   */
  <T> T run(String module, Callable<T> job) {
    return await(begin(module, job));
  }

  /**
   * The same for a caller that holds locks of the framework, for which a job before may be waiting.
   *
   * @return empty if the result was too long in coming; the job is done later then
   */
  <T> Optional<T> run(String module, Callable<T> job, Duration patience) {
    CompletableFuture<Optional<T>> result = begin(module, () -> Optional.of(job.call()));
    return await(
        result.copy().completeOnTimeout(Optional.empty(), patience.toNanos(), NANOSECONDS));
  }

  private <T> CompletableFuture<T> begin(String module, Callable<T> job) {
    Set<String> chain = new TreeSet<>(WORKING_FOR.orElse(Set.of()));
    if (!chain.add(module)) {
      throw new IllegalStateException(
          "%s is being loaded or purged by the caller itself; it cannot wait for that"
              .formatted(module));
    }
    var result = new CompletableFuture<T>();
    submit(module, () -> ScopedValue.where(WORKING_FOR, chain).run(() -> complete(result, job)));
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> job) {
    try {
      result.complete(job.call());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  private void submit(String module, Runnable job) {
    synchronized (waiting) {
      Queue<Runnable> queue = waiting.get(module);
      if (queue != null) {
        queue.add(job);
        return;
      }
      waiting.put(module, new ArrayDeque<>());
    }
    start(module, job);
  }

  private void start(String module, Runnable job) {
    Thread.ofPlatform()
        .daemon()
        .name("code-server " + module)
        .start(() -> {
          job.run();
          startNext(module);
        });
  }

  private void startNext(String module) {
    Runnable next;
    synchronized (waiting) {
      Queue<Runnable> queue = waiting.get(module);
      next = queue == null ? null : queue.poll();
      if (next == null) {
        waiting.remove(module);
        return;
      }
    }
    start(module, next);
  }

  /** An interrupt ends the wait only if it means that the waiting process has been ended. */
  private <T> T await(CompletableFuture<T> result) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException _) {
          interrupted = true;
          checkCaller.run();
        } catch (ExecutionException e) {
          throw unwrapped(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> new IllegalStateException("a job failed without a cause");
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(cause);
    };
  }
}
