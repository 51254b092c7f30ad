package io.baton.code.lane;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.baton.spi.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs about one module one at a time, in order of arrival, and jobs about different modules
 * in parallel. The queue of a module is its lane. Each job has a thread of its own, so a job may
 * block and may run a module's code. It is a platform thread: processes that spin may occupy every
 * carrier of virtual threads, and it is a job that ends them.
 */
public final class ModuleQueues {
  private static final Log LOG = Log.of("io.baton.code");

  private static final String LOADS = " (loads)";
  private static final String LEAVES = " callbacks";

  /**
   * The modules whose jobs the current thread works for: a job that asks for one waits for itself.
   * The last is that of the job which the thread runs, the one before that of the job which has
   * asked for it.
   */
  private static final ScopedValue<List<String>> WORKING_FOR = ScopedValue.newInstance();

  private final LaneQueues queues = new LaneQueues(ModuleQueues::later);

  /**
   * Which jobs wait for which lane, without a bound. Guarded by itself: whether a wait closes a
   * ring is decided together with the wait.
   */
  private final WaitsFor waits = new WaitsFor();

  private final Runnable checkCaller;

  private final Runnable settle;

  /**
   * Queues without jobs.
   *
   * @param checkCaller throws if the calling process has been ended while it waits
   */
  public ModuleQueues(Runnable checkCaller) {
    this(checkCaller, () -> {});
  }

  /**
   * Queues without jobs.
   *
   * @param checkCaller throws if the calling process has been ended while it waits
   * @param settle waits, for a bounded time, until others know what a job has done; called by the
   *     thread that has asked for the job, when its lane does something else already
   */
  public ModuleQueues(Runnable checkCaller, Runnable settle) {
    this.checkCaller = checkCaller;
    this.settle = settle;
  }

  /**
   * Runs a job when those that came before it are done, and waits for its result.
   *
   * @throws IllegalStateException if the caller is part of a job of the same module, or of one that
   *     a job of this module waits for, itself or through others; the job is not run then, and all
   *     others go on
   */
  public <T> T run(String module, Callable<T> job) {
    List<String> chain = chain(module);
    String mine = WORKING_FOR.orElse(List.of()).isEmpty() ? null : WORKING_FOR.get().getLast();
    var result = new CompletableFuture<T>();
    synchronized (waits) {
      if (mine != null) {
        waits.add(mine, module, result);
      }
    }
    try {
      queues.submit(module, new LaneQueues.Job(() -> run(chain, result, job, mine), result));
      return settled(await(result));
    } finally {
      waitsNoMore(mine, result);
    }
  }

  private <T> T settled(T result) {
    if (!WORKING_FOR.isBound()) {
      settle.run();
    }
    return result;
  }

  /**
   * The same for a caller that holds locks of the framework, for which a job before may be waiting.
   * It may be part of any other job: its patience ends each ring.
   *
   * @return empty if the result was too long in coming; the job is done later then
   */
  public <T> Optional<T> run(String module, Callable<T> job, Duration patience) {
    List<String> chain = chain(module);
    var result = new CompletableFuture<Optional<T>>();
    queues.submit(
        module,
        new LaneQueues.Job(() -> run(chain, result, () -> Optional.of(job.call()), null), result));
    return settled(
        await(result.copy().completeOnTimeout(Optional.empty(), patience.toNanos(), NANOSECONDS)));
  }

  /**
   * The lane in which versions of a module are made ready, which runs their code. It is another one
   * than that in which the table changes, so that code which does not return keeps no caller from
   * purging or deleting the version that is there. Its jobs may ask for that lane, never the other
   * way round.
   */
  public static String loads(String module) {
    return module + LOADS;
  }

  /**
   * The lane in which versions of a module take leave and begin. No job of another lane waits for
   * it.
   */
  public static String leaves(String module) {
    return module + LEAVES;
  }

  /** The module that a lane is of. */
  public static String module(String lane) {
    return lane.replace(LOADS, "").replace(LEAVES, "");
  }

  /**
   * Returns whether the calling thread works for a job of a module, which cannot wait for another
   * one.
   */
  public boolean isPartOf(String module) {
    return WORKING_FOR.orElse(List.of()).contains(module);
  }

  /** Runs a job when those that came before it are done; no caller waits for it. */
  public void queue(String module, Runnable job) {
    var result = new CompletableFuture<Boolean>();
    Callable<Boolean> logged =
        () -> {
          try {
            job.run();
          } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "a job about " + module + " failed", e);
          }
          return true;
        };
    var _ =
        result.exceptionally(e -> {
          LOG.log(System.Logger.Level.ERROR, "a job about " + module + " was not done", e);
          return false;
        });
    queues.submit(
        module, new LaneQueues.Job(() -> run(List.of(module), result, logged, null), result));
  }

  /**
   * Runs one job about several modules when nothing else is under way about any of them.
   *
   * @param modules each once; taken in the order of their names, so that two of these cannot wait
   *     for each other
   * @throws IllegalStateException as above
   */
  public <T> T run(Collection<String> modules, Callable<T> job) {
    return nested(List.copyOf(new TreeSet<>(modules)), job);
  }

  private <T> T nested(List<String> modules, Callable<T> job) {
    if (modules.size() == 1) {
      return run(modules.getFirst(), job);
    }
    return run(modules.getFirst(), () -> nested(modules.subList(1, modules.size()), job));
  }

  /**
   * Runs code that belongs to no lane on a thread of its own, as a job does, and waits for its
   * result.
   *
   * @param abandoned gets the result if the caller has been ended while it waits
   */
  public <T> T aside(String name, Callable<T> code, Consumer<? super T> abandoned) {
    CompletableFuture<T> result = begin(name, code);
    boolean waited = false;
    try {
      T value = await(result);
      waited = true;
      return value;
    } finally {
      if (!waited) {
        var _ = result.thenAccept(abandoned);
      }
    }
  }

  /**
   * Begins to run code that belongs to no lane on a thread of its own, as part of the job that the
   * current thread runs.
   *
   * @return completes when the code has returned or thrown
   */
  public <T> CompletableFuture<T> begin(String name, Callable<T> code) {
    var result = new CompletableFuture<T>();
    Callable<T> part = partOfThisJob(code);
    later(name, () -> complete(result, part));
    return result;
  }

  /** Runs code that no caller waits for on a thread of its own. */
  public static void later(String name, Runnable code) {
    Thread _ =
        Thread.ofPlatform()
            .daemon()
            .name("code-server " + name)
            .inheritInheritableThreadLocals(false)
            .start(code);
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> code) {
    try {
      result.complete(code.call());
    } catch (Throwable e) {
      LaneQueues.fail(result, e);
    }
  }

  /**
   * Lets code that runs on another thread count as part of the job that the current thread runs,
   * and that waits for it.
   */
  public static <T> Callable<T> partOfThisJob(Callable<T> code) {
    List<String> chain = WORKING_FOR.orElse(List.of());
    return () -> ScopedValue.where(WORKING_FOR, chain).call(code::call);
  }

  /** The same for code that has no result. */
  public static Runnable partOfThisJob(Runnable code) {
    List<String> chain = WORKING_FOR.orElse(List.of());
    return () -> ScopedValue.where(WORKING_FOR, chain).run(code);
  }

  /**
   * Waits for something that the job which runs in a lane completes.
   *
   * @return false, at once, if the job waits for the caller, itself or through others
   */
  public boolean await(String module, CompletableFuture<?> end) {
    List<String> chain = WORKING_FOR.orElse(List.of());
    if (chain.contains(module)) {
      return false;
    }
    String mine = chain.isEmpty() ? null : chain.getLast();
    if (mine != null) {
      synchronized (waits) {
        try {
          waits.add(mine, module, end);
        } catch (IllegalStateException _) {
          return false;
        }
      }
    }
    try {
      await(end);
      return true;
    } finally {
      waitsNoMore(mine, end);
    }
  }

  private static List<String> chain(String module) {
    List<String> chain = new ArrayList<>(WORKING_FOR.orElse(List.of()));
    if (chain.contains(module)) {
      throw new IllegalStateException(
          "%s is being loaded or purged by the caller itself; it cannot wait for that"
              .formatted(module(module)));
    }
    chain.add(module);
    return chain;
  }

  /** The caller has stopped waiting when the next job of the lane starts. */
  private <T> void run(
      List<String> chain, CompletableFuture<T> result, Callable<T> job, @Nullable String waiter) {
    ScopedValue.where(WORKING_FOR, chain)
        .run(() -> {
          try {
            T value = job.call();
            waitsNoMore(waiter, result);
            result.complete(value);
          } catch (Throwable e) {
            waitsNoMore(waiter, result);
            LaneQueues.fail(result, e);
          }
        });
  }

  private void waitsNoMore(@Nullable String lane, CompletableFuture<?> result) {
    synchronized (waits) {
      waits.remove(lane, result);
    }
  }

  /** Returns how many jobs of a module wait for their turn. */
  int queued(String module) {
    return queues.queued(module);
  }

  /**
   * Waits until no job is under way.
   *
   * @param patience how long to wait
   */
  public void awaitIdle(Duration patience) {
    queues.awaitIdle(patience);
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

  /**
   * Returns what a job threw, or throws it. Not a switch: its call site would fail for ever if it
   * was first reached without memory.
   */
  private static RuntimeException unwrapped(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException thrown ? thrown : new IllegalStateException(cause);
  }
}
