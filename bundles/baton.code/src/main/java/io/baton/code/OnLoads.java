package io.baton.code;

import io.baton.api.code.LoadResult;
import io.baton.api.code.OnLoad;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.code.calling.Views;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs {@link OnLoad} in a process of its own, before a version becomes current. The job that loads
 * waits for its end, and so does whoever calls a module that has no current version.
 */
final class OnLoads {
  private final Views views;

  /** Modules whose job waits; written by their lanes, read by who wants to load several at once. */
  private final Set<String> pending = ConcurrentHashMap.newKeySet();

  OnLoads(Views views) {
    this.views = views;
  }

  boolean isPending(String module) {
    return pending.contains(module);
  }

  /** What a load does when its version is ready: make it current. */
  @FunctionalInterface
  interface Commit {
    LoadResult run();
  }

  /** What a load does when its version must not become current: drop it. */
  @FunctionalInterface
  interface Drop {
    void run();
  }

  /**
   * Commits a version, after its {@code onLoad} if it has one. Called by the lane of its module.
   *
   * @param first whether the module has no current version, so that its callers wait
   */
  LoadResult load(Version version, boolean first, Commit commit, Drop drop) {
    if (!(version.callable().instance() instanceof OnLoad code)) {
      return commit.run();
    }
    String module = version.id().module();
    pending.add(module);
    Runnable arrived = first ? views.of(module).expectFirst() : () -> {};
    try {
      Optional<String> failure = run(version, code);
      if (failure.isPresent()) {
        drop.run();
        return new LoadResult.OnLoadFailure(version.toString(), failure.get());
      }
      return commit.run();
    } finally {
      pending.remove(module);
      arrived.run();
    }
  }

  /** Why the version must not become current; empty if it may. */
  private static Optional<String> run(Version version, OnLoad code) {
    var turn = new Turn(version, code);
    try {
      Pid process = Processes.spawn(turn);
      while (Processes.isAlive(process)) {
        turn.awaitEnd();
      }
    } catch (ProcessExit | IllegalStateException e) {
      return Optional.of("the system stops: " + e);
    }
    return turn.failure();
  }

  /** The one turn of the process. It is in the version from the beginning. */
  private static final class Turn implements Next.Call, Next.Turn {
    /** A process that is ended is dead at once, and its thread may take long to come back. */
    private static final long POLL_MILLIS = 10;

    private static final long PAUSE_NANOS = 50_000;

    private final Version version;
    private final Callable<Next> body;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Written by the process before it ends, read by the load after that. */
    private volatile String failure = "its process was ended before it had returned";

    Turn(Version version, OnLoad code) {
      this.version = version;
      body =
          Lanes.partOfThisJob(() -> {
            code.onLoad();
            return Next.Stop.STOP;
          });
    }

    void awaitEnd() {
      try {
        if (ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("the load was interrupted", e);
      }
    }

    Optional<String> failure() {
      return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }

    @Override
    public Next.Turn bind() {
      return this;
    }

    @Override
    public String called() {
      return version.id().module() + ":onLoad/0";
    }

    @Override
    public Next run() throws Exception {
      try {
        Next next = body.call();
        failure = "";
        return next;
      } catch (Throwable e) {
        failure = "its onLoad did not return: " + reason(e);
        throw e;
      } finally {
        ended.countDown();
      }
    }

    private static ExitReason reason(Throwable thrown) {
      return thrown instanceof ProcessExit exit ? exit.reason() : ExitReason.of(thrown);
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return version.loader();
    }
  }
}
