package io.baton.code.purging;

import java.time.Instant;

/**
 * The stop of the bundle of a purged version. The code of the version that this calls, on its
 * thread, runs: components close what they have opened. It is the last that runs of the version,
 * and it is bounded: see {@link Purger#await}.
 */
public final class Farewell implements Runnable {
  /** The one that the current thread runs. */
  private static final ScopedValue<Farewell> CURRENT = ScopedValue.newInstance();

  private final long version;
  private final Instant since;
  private final Runnable stopping;

  /** Written once, by the thread that ends it; read by its own thread at safepoints. */
  private volatile boolean isOver;

  /**
   * Creates a stop that has not begun.
   *
   * @param version number of the version
   * @param since when it begins
   * @param stopping stops its bundle
   */
  public Farewell(long version, Instant since, Runnable stopping) {
    this.version = version;
    this.since = since;
    this.stopping = stopping;
  }

  /** Returns whether the current thread may run code of a version that was purged. */
  static boolean isOf(long version) {
    if (!CURRENT.isBound()) {
      return false;
    }
    Farewell current = CURRENT.get();
    return current.version == version && !current.isOver;
  }

  @Override
  public void run() {
    ScopedValue.where(CURRENT, this).run(stopping);
  }

  Instant since() {
    return since;
  }

  /** From now on, code of the version throws at its next safepoint in this thread as well. */
  void end() {
    isOver = true;
  }
}
