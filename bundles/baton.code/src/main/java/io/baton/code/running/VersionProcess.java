package io.baton.code.running;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.ProcessRuntime;
import io.baton.api.process.Processes;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.CapturedCall;
import io.baton.spi.Debugger;
import io.baton.spi.ProcessControl;
import io.baton.spi.RunningTime;
import io.baton.spi.Safepoints;
import io.baton.spi.ThrownReason;
import io.baton.spi.Turn;
import io.baton.spi.VersionMarks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs code of a version that is not current in a process of its own: one that does not return is
 * seen, and can be ended, like any process. The job that wants it waits for its end, or until its
 * time is over: then the process is killed, and where the code does not even end then, it is left
 * to itself.
 */
public final class VersionProcess implements ModuleCode {
  /**
   * No version needs the classes of what is not loaded, so their initialisers may be ended, too.
   */
  private static final Safepoints.Check NOT_LOADED =
      new Safepoints.Check() {
        @Override
        public void entering(long version) {}

        @Override
        public void looping(long version) {}

        @Override
        public boolean endsInitialisers() {
          return true;
        }
      };

  private final Function<Next, Pid> spawn;
  private final Supplier<Duration> bound;
  private final Consumer<ClassLoader> givenUp;

  /**
   * Runs code in processes.
   *
   * @param spawn starts a process
   * @param bound how long the code may take
   * @param givenUp gets the loader of a version that was late before it was ready
   */
  VersionProcess(
      Function<Next, Pid> spawn, Supplier<Duration> bound, Consumer<ClassLoader> givenUp) {
    this.spawn = spawn;
    this.bound = bound;
    this.givenUp = givenUp;
  }

  /**
   * Runs code in processes apart, since what holds all carriers must not hold up loads.
   *
   * @param marks knows versions by their loaders
   * @param safepoints knows where initialisers must not be ended
   * @param bound how long the code may take
   */
  public static VersionProcess within(
      ProcessControl processes,
      VersionMarks marks,
      Safepoints safepoints,
      Supplier<Duration> bound) {
    return new VersionProcess(
        processes::spawnApart,
        bound,
        loader -> marks.numberOf(loader).ifPresent(n -> safepoints.arm(n, NOT_LOADED)));
  }

  @Override
  public Outcome run(String module, ClassLoader loader, String name, Body body) {
    return run(new OnlyTurn(module, loader, name, body), _ -> {}, () -> givenUp.accept(loader));
  }

  /**
   * Runs code of a version that is ready. If it is late, the caller decides what becomes of the
   * version, which may be loaded.
   *
   * @param name of the code, shown with the module's
   * @param started gets the process
   * @return why it did not return; empty if it did
   */
  public Optional<String> run(
      LoadedVersion version, String name, Body code, Consumer<Pid> started) {
    var turn = new OnlyTurn(version.id().module(), version.loader(), name, code);
    return run(turn, started, () -> {}).failure();
  }

  private Outcome run(OnlyTurn turn, Consumer<Pid> started, Runnable late) {
    try {
      Pid process = spawn.apply(turn);
      started.accept(process);
      await(process, turn, late);
    } catch (ProcessExit | IllegalStateException e) {
      return new Outcome(Optional.of("the system stops: " + e), turn.isOver());
    }
    return new Outcome(turn.failure(), turn.isOver());
  }

  private void await(Pid process, OnlyTurn turn, Runnable late) {
    long most = bound.get().toNanos();
    var time = new RunningTime();
    while (Processes.isAlive(process)) {
      if (turn.isSuspended()) {
        time.skip();
      } else if (time.nanos() >= most) {
        turn.late(
            "it has not returned within %,d ms, and was ended"
                .formatted(TimeUnit.NANOSECONDS.toMillis(most)));
        late.run();
        Processes.exit(process, ExitReason.KILL);
        return;
      }
      turn.awaitEnd();
    }
  }

  /** The one turn of the process. It is in the version from the beginning. */
  private static final class OnlyTurn implements CapturedCall, Turn {
    /** A process that is ended is dead at once, and its thread may take long to come back. */
    private static final long POLL_MILLIS = 10;

    private static final long PAUSE_NANOS = 50_000;
    private static final String ENDED = "its process was ended before it had returned";

    /** How long a thread whose process has ended may take to leave the code. */
    private static final long LAST_MILLIS = 2_000;

    private final String module;
    private final ClassLoader loader;
    private final String name;
    private final Callable<Next> body;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Set once: by the process when it begins, or by the load when it must not begin any more. */
    private final AtomicBoolean decided = new AtomicBoolean();

    /** Written by the process when it begins, read by the load. */
    private volatile @Nullable Thread thread;

    /** Written by the process before it ends, read by the load after that. */
    private volatile String failure = ENDED;

    OnlyTurn(String module, ClassLoader loader, String name, Body code) {
      this.module = module;
      this.loader = loader;
      this.name = name;
      body =
          ModuleQueues.partOfThisJob(() -> {
            code.run();
            return ProcessRuntime.STOP;
          });
    }

    /** An interrupt that code of the version has left on the thread of the load says nothing. */
    void awaitEnd() {
      try {
        if (ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (InterruptedException _) {
        // whether the process has ended is asked again
      }
    }

    /** Returns whether a debugger has suspended the process, for as long as a person likes. */
    boolean isSuspended() {
      Thread running = thread;
      return running != null && Debugger.holds(running);
    }

    /** Why its process is about to be ended. */
    void late(String why) {
      failure = why;
    }

    /**
     * Returns whether its thread has left the code, or never enters it; waits a moment for that.
     */
    boolean isOver() {
      if (decided.compareAndSet(false, true)) {
        return true;
      }
      boolean interrupted = Thread.interrupted();
      try {
        return ended.await(LAST_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        return ended.getCount() == 0;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    Optional<String> failure() {
      return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }

    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public String called() {
      return "%s:%s/0".formatted(module, name);
    }

    @Override
    public Next run() throws Exception {
      if (!decided.compareAndSet(false, true)) {
        return ProcessRuntime.STOP;
      }
      thread = Thread.currentThread();
      try {
        Next next = body.call();
        failure = "";
        return next;
      } catch (Throwable e) {
        failed("its %s did not return: %s".formatted(name, reason(e)));
        throw e;
      } finally {
        ended.countDown();
      }
    }

    /** A callback that was late is not reported again. */
    private void failed(String why) {
      if (failure.equals(ENDED)) {
        failure = why;
      }
    }

    private static ExitReason reason(Throwable thrown) {
      return thrown instanceof ProcessExit exit ? exit.reason() : ThrownReason.of(thrown);
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return loader;
    }
  }
}
