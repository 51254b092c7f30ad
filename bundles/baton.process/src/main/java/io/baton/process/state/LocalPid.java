package io.baton.process.state;

import io.baton.api.process.Pid;
import org.jspecify.annotations.Nullable;

/** Pid of a process of this system, with a reference to the process as long as that lives. */
public final class LocalPid implements Pid {
  private final long number;

  /** Written once before the pid is published, cleared by the thread that ends the process. */
  private volatile @Nullable LocalProcess process;

  /**
   * Written by a thread that purges, before the process ends; read by supervisors when it has
   * ended.
   */
  private volatile boolean purged;

  public LocalPid(long number) {
    this.number = number;
  }

  void lives(LocalProcess owner) {
    process = owner;
  }

  void ended() {
    process = null;
  }

  /**
   * Records that a purge ends the process. Called under its monitor, before the end is visible to
   * any thread.
   */
  void purged() {
    purged = true;
  }

  public boolean wasPurged() {
    return purged;
  }

  @Nullable LocalProcess process() {
    return process;
  }

  public static @Nullable LocalProcess processOf(Pid pid) {
    return of(pid).process;
  }

  public static LocalPid of(Pid pid) {
    if (pid instanceof LocalPid local) {
      return local;
    }
    throw new IllegalArgumentException("not a pid of this system: " + pid);
  }

  /**
   * Consecutive for processes that begin one after the other. So a table has them in the order of
   * their pids, which is mostly that of their places in memory: a look at all of them is faster.
   */
  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public String toString() {
    return "<" + number + ">";
  }
}
