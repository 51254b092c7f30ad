package io.baton.otp.supervisor;

import io.baton.api.process.Pid;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Restart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One child of a supervisor. Written by the supervisor's process, read by {@link SupervisorTree}.
 */
final class ChildRecord {
  static final Child.State STOPPED = new Child.State.Stopped();
  static final Child.State STARTING = new Child.State.Starting();
  static final Child.State RESTARTING = new Child.State.Restarting();

  /** Start arguments in addition to those of the specification. */
  private final List<Object> extra;

  private volatile ChildSpec spec;
  private volatile Child.State state = STOPPED;
  private volatile int restarts;

  ChildRecord(ChildSpec spec, List<Object> extra) {
    this.spec = spec;
    this.extra = extra;
  }

  ChildRecord(ChildSpec spec) {
    this(spec, List.of());
  }

  ChildSpec spec() {
    return spec;
  }

  void spec(ChildSpec next) {
    spec = next;
  }

  List<Object> extra() {
    return extra;
  }

  Child.State state() {
    return state;
  }

  /** Sets the state; called by {@link Children} only, which indexes children by pid. */
  void state(Child.State next) {
    state = next;
  }

  int restarts() {
    return restarts;
  }

  void countRestart() {
    int before = restarts;
    restarts = before + 1;
  }

  @Nullable Pid pid() {
    return state instanceof Child.State.Running(Pid pid) ? pid : null;
  }

  boolean is(Restart restart) {
    return spec.restart() == restart;
  }

  Child seen() {
    ChildSpec now = spec;
    return new Child(now.id(), state, now.kind(), now.modules());
  }

  @Override
  public String toString() {
    Pid pid = pid();
    return pid == null ? spec.id() : spec.id() + " " + pid;
  }
}
