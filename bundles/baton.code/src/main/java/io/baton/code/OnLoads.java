package io.baton.code;

import io.baton.api.code.LoadResult;
import io.baton.api.code.OnLoad;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import io.baton.code.calling.Views;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

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
    Spawned process;
    try {
      process = Processes.spawnMonitor(turn);
    } catch (ProcessExit | IllegalStateException e) {
      return Optional.of("its onLoad cannot run: " + e);
    }
    try {
      Down down = Processes.receive(Down.class, one -> one.ref().equals(process.ref()));
      return turn.returned
          ? Optional.empty()
          : Optional.of("its onLoad did not return: " + text(down.reason()));
    } catch (ProcessExit | IllegalStateException e) {
      // the system stops, or somebody has ended the thread of the load; drop ends the process
      return Optional.of("nobody waits for its onLoad any more: " + e);
    }
  }

  private static String text(ExitReason reason) {
    return reason.toString();
  }

  /** The one turn of the process. It is in the version from the beginning. */
  private static final class Turn implements Next.Call, Next.Turn {
    private final Version version;
    private final Callable<Next> body;

    /** Written by the process before it ends, read by the load after that. */
    private volatile boolean returned;

    Turn(Version version, OnLoad code) {
      this.version = version;
      body =
          Lanes.partOfThisJob(() -> {
            code.onLoad();
            returned = true;
            return Next.Stop.STOP;
          });
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
      return body.call();
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
