package io.baton.code.running;

import io.baton.api.code.LoadResult;
import io.baton.api.code.OnLoad;
import io.baton.code.calling.Views;
import io.baton.code.version.LoadedVersion;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs {@link OnLoad} in a process of its own, before a version becomes current. The job that loads
 * waits for its end, for a bounded time, and so does a call of a module that has no current
 * version.
 */
public final class OnLoads {
  private final Views views;
  private final VersionCallbacks callbacks;

  /** Modules whose job waits; written by their lanes, read by loads of several modules. */
  private final Set<String> pending = ConcurrentHashMap.newKeySet();

  public OnLoads(Views views, VersionProcess processes) {
    this.views = views;
    callbacks = new VersionCallbacks(processes);
  }

  public boolean isPending(String module) {
    return pending.contains(module);
  }

  /** Action of a load whose version is ready: makes it current. */
  @FunctionalInterface
  public interface Commit {
    LoadResult run();
  }

  /** Action of a load whose version must not become current: drops it. */
  @FunctionalInterface
  public interface Drop {
    void run();
  }

  /**
   * Commits a version, after its {@code onLoad} if it has one. Called by the lane of its module.
   *
   * @param first whether the module has no current version, so that its callers wait
   */
  public LoadResult load(LoadedVersion version, boolean first, Commit commit, Drop drop) {
    if (!(version.callable().instance() instanceof OnLoad code)) {
      return decide(version, Optional.empty(), commit, drop);
    }
    String module = version.id().module();
    pending.add(module);
    Runnable arrived = first ? views.of(module).expectFirst() : () -> {};
    try {
      return decide(version, run(version, code), commit, drop);
    } finally {
      pending.remove(module);
      arrived.run();
    }
  }

  /**
   * Runs it for one more object of a version, before calls reach that. Called by the lane of its
   * module.
   *
   * @return why they must not reach it; empty if they may
   */
  public Optional<String> again(LoadedVersion version, OnLoad code) {
    String module = version.id().module();
    pending.add(module);
    try {
      return stopping().or(() -> run(version, code));
    } finally {
      pending.remove(module);
    }
  }

  private LoadResult decide(
      LoadedVersion version, Optional<String> failure, Commit commit, Drop drop) {
    Optional<String> refused = stopping().or(() -> failure);
    if (refused.isEmpty()) {
      return commit.run();
    }
    drop.run();
    return new LoadResult.OnLoadFailure(version.toString(), refused.get());
  }

  /** Returns why no version becomes current any more; empty as long as the code server serves. */
  public Optional<String> stopping() {
    return callbacks.isStopping() ? Optional.of("the code server stops") : Optional.empty();
  }

  private Optional<String> run(LoadedVersion version, OnLoad code) {
    return run(version, "onLoad", code::onLoad);
  }

  /**
   * Runs code of a version that is about to become current, and ends it when the code server stops.
   *
   * @param name of the code, shown with the module's
   * @return why the version must not become current; empty if it may
   */
  public Optional<String> run(LoadedVersion version, String name, ModuleCode.Body code) {
    return callbacks.run(version, name, code);
  }

  /**
   * From now on no version becomes current, and what {@code onLoad} waits for is not waited for.
   */
  public void stop() {
    callbacks.stop();
  }
}
