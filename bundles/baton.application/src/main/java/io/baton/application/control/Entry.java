package io.baton.application.control;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One application in the table; touched by the table's thread only.
 *
 * <pre>
 * Stopped, Waiting, Refused, Ended --start--> Starting --up--> Running --stop--> Stopping --> Stopped
 *                                             Starting --failed--> Refused
 *                                                              Running --root ended--> Ended
 * </pre>
 */
final class Entry {
  private ApplicationSpec spec;
  private State state = new State.Stopped();

  /** Whether there is a configuration of it. */
  boolean isConfigured = true;

  /** Whether it is still to be started because the system has. */
  boolean isBootPending;

  /** Whether it was stopped by hand since its configuration has come or changed. */
  boolean isStoppedByHand;

  /** Its process; null while it has none. */
  Masters.@Nullable Master master;

  /** What its start function returned; null while it does not run. */
  @Nullable Pid root;

  /** What its master has reported before it ended. */
  StartResult.@Nullable Refused refused;

  /** Why it ends by itself; null while it was stopped. */
  @Nullable ExitReason ending;

  /** When its master is killed, or a wait is logged, by {@code System.nanoTime}. */
  long deadline;

  /** Ascending in the order of starts. */
  long number;

  private final List<Consumer<StartResult>> starters = new ArrayList<>();
  private final List<Consumer<StopResult>> stoppers = new ArrayList<>();

  /** Starts that wait for the end of a stop. */
  private final List<Consumer<StartResult>> restarters = new ArrayList<>();

  Entry(ApplicationSpec spec) {
    this.spec = spec;
  }

  ApplicationSpec spec() {
    return spec;
  }

  void isSpecifiedBy(ApplicationSpec next) {
    spec = next;
  }

  String name() {
    return spec.name();
  }

  State state() {
    return state;
  }

  void is(State next) {
    state = next;
  }

  boolean isRunning() {
    return state instanceof State.Running;
  }

  /** Whether it has processes, or will have some. */
  boolean isActive() {
    return switch (state) {
      case State.Running _, State.Starting _, State.Stopping _ -> true;
      case State.Stopped _, State.Waiting _, State.Refused _, State.Ended _ -> false;
    };
  }

  void awaitsStart(Consumer<StartResult> reply) {
    starters.add(reply);
  }

  void awaitsStop(Consumer<StopResult> reply) {
    stoppers.add(reply);
  }

  void awaitsRestart(Consumer<StartResult> reply) {
    restarters.add(reply);
  }

  /** Answers all that wait for the end of the start. */
  void answer(StartResult result) {
    List<Consumer<StartResult>> all = List.copyOf(starters);
    starters.clear();
    all.forEach(reply -> reply.accept(result));
  }

  /** Answers all that wait for the end of the stop. */
  void answer(StopResult result) {
    List<Consumer<StopResult>> all = List.copyOf(stoppers);
    stoppers.clear();
    all.forEach(reply -> reply.accept(result));
  }

  /** Returns the starts that have waited for the end of the stop, once. */
  List<Consumer<StartResult>> restarts() {
    List<Consumer<StartResult>> all = List.copyOf(restarters);
    restarters.clear();
    return all;
  }

  /** Forgets its processes. */
  void hasEnded() {
    master = null;
    root = null;
    refused = null;
    ending = null;
  }

  ApplicationInfo info() {
    return new ApplicationInfo(
        spec.name(),
        spec.module(),
        spec.modules(),
        spec.applications(),
        spec.type(),
        spec.isBoot(),
        state);
  }
}
