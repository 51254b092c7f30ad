package io.baton.process;

import io.baton.api.process.Pid;
import org.jspecify.annotations.Nullable;

/** A pid, and the way to its process as long as that lives. */
final class LocalPid implements Pid {
  private final long number;

  /** Written once before the pid is published, cleared by whoever ends the process. */
  private volatile @Nullable LocalProcess process;

  /** Written by who purges, before the process ends; read by supervisors when it has ended. */
  private volatile boolean purged;

  LocalPid(long number) {
    this.number = number;
  }

  void lives(LocalProcess owner) {
    process = owner;
  }

  void ended() {
    process = null;
  }

  /** A purge ends the process. Called under its monitor, before it has ended for anyone. */
  void purged() {
    purged = true;
  }

  boolean wasPurged() {
    return purged;
  }

  @Nullable LocalProcess process() {
    return process;
  }

  static @Nullable LocalProcess processOf(Pid pid) {
    return of(pid).process;
  }

  static LocalPid of(Pid pid) {
    if (pid instanceof LocalPid local) {
      return local;
    }
    throw new IllegalArgumentException("not a pid of this system: " + pid);
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
