package io.baton.otp.supervisor;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.Restart;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.SupervisorSpec;
import io.baton.spi.Supervising;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * State of one supervisor, and its reaction to the end of a child. Erlang:
 * stdlib/src/supervisor.erl; the names of its functions are given below. Touched by the
 * supervisor's process only, except where a comment names other readers.
 */
final class Supervision {
  private final Supervising supervising;
  private final Launcher launcher;
  private final Stops stops;
  private final Restarts restarts;
  private final Reports reports;
  private final Children children;

  /** Written by the supervisor's process, read by {@link SupervisorTree}. */
  private volatile SupervisorSpec spec;

  Supervision(
      SupervisorSpec spec,
      Supervising supervising,
      Launcher launcher,
      Stops stops,
      Restarts restarts,
      Reports reports) {
    this.supervising = supervising;
    this.launcher = launcher;
    this.stops = stops;
    this.restarts = restarts;
    this.reports = reports;
    this.spec = spec;
    children = new Children(isSimple());
    if (!isSimple()) {
      spec.children().forEach(child -> children.add(new ChildRecord(child)));
    }
  }

  /** Decision whether the supervisor continues. */
  enum Verdict {
    GO_ON,
    SHUT_DOWN
  }

  SupervisorSpec spec() {
    return spec;
  }

  /** Sets the specification; changes no process. */
  void spec(SupervisorSpec next) {
    spec = next;
  }

  Children children() {
    return children;
  }

  boolean isSimple() {
    return spec.strategy() == Strategy.SIMPLE_ONE_FOR_ONE;
  }

  /**
   * Starts all children in order ({@code init_children}). If one does not start, those before it
   * are stopped.
   */
  Optional<ExitReason> startAll() {
    for (ChildRecord child : children.inOrder()) {
      switch (launch(child)) {
        case Launcher.Launched.Failed(ExitReason reason, _) -> {
          return Optional.of(notStarted(child, reason));
        }
        case Launcher.Launched.GivenUp() -> {
          return Optional.of(notStarted(child, ExitReason.SHUTDOWN));
        }
        case Launcher.Launched.Up _, Launcher.Launched.Ignored _ -> {}
      }
    }
    return Optional.empty();
  }

  private ExitReason notStarted(ChildRecord child, ExitReason reason) {
    reports.error(Reports.Context.START_ERROR, child, reason);
    stopAll();
    return new ExitReason.ShutDown(new ExitReason.FailedToStartChild(child.spec().id(), reason));
  }

  /** Starts a child and sets its state ({@code do_start_child}). */
  Launcher.Launched launch(ChildRecord child) {
    children.state(child, ChildRecord.STARTING);
    Launcher.Launched launched = launcher.launch(child);
    switch (launched) {
      case Launcher.Launched.Up(Pid pid) -> children.state(child, new Child.State.Running(pid));
      case Launcher.Launched.Ignored(), Launcher.Launched.GivenUp() -> children.ended(child);
      case Launcher.Launched.Failed _ -> children.state(child, ChildRecord.STOPPED);
    }
    return launched;
  }

  /**
   * Handles the end of a process that is linked to the supervisor ({@code restart_child}, {@code
   * do_restart}).
   */
  Verdict ended(Pid pid, ExitReason reason) {
    ChildRecord child = children.find(pid);
    if (child == null) {
      return Verdict.GO_ON;
    }
    boolean orderly = ExitReason.isOrderly(reason);
    if (!orderly || child.is(Restart.PERMANENT)) {
      reports.error(Reports.Context.CHILD_TERMINATED, child, reason);
    }
    if (child.is(Restart.PERMANENT) || (child.is(Restart.TRANSIENT) && !orderly)) {
      return restart(child, spec.countKillsByUpgrade() || !wasPurged(pid, reason));
    }
    children.ended(child);
    return autoShutdown(child);
  }

  private boolean wasPurged(Pid pid, ExitReason reason) {
    return reason.equals(ExitReason.KILLED) && supervising.wasPurged(pid);
  }

  /** Decides by the significant children ({@code do_auto_shutdown}). */
  private Verdict autoShutdown(ChildRecord child) {
    if (!child.spec().significant()) {
      return Verdict.GO_ON;
    }
    return switch (spec.autoShutdown()) {
      case NEVER -> Verdict.GO_ON;
      case ANY_SIGNIFICANT -> Verdict.SHUT_DOWN;
      case ALL_SIGNIFICANT ->
          children.inOrder().stream()
                  .anyMatch(
                      one -> one.spec().significant() && !one.state().equals(ChildRecord.STOPPED))
              ? Verdict.GO_ON
              : Verdict.SHUT_DOWN;
    };
  }

  /** Retries a failed restart, unless the child was stopped since. */
  Verdict tryAgain(ChildMessage.TryAgain again) {
    return again.child().state().equals(ChildRecord.RESTARTING)
        ? restart(again.child(), again.counts())
        : Verdict.GO_ON;
  }

  /** Restarts by the strategy ({@code restart/2}). */
  private Verdict restart(ChildRecord child, boolean counts) {
    if (counts && !restarts.add(spec)) {
      reports.error(
          Reports.Context.SHUTDOWN, child, ExitReason.of("reached_max_restart_intensity"));
      children.ended(child);
      return Verdict.SHUT_DOWN;
    }
    switch (spec.strategy()) {
      case ONE_FOR_ONE, SIMPLE_ONE_FOR_ONE -> relaunch(child);
      case REST_FOR_ONE -> restartAll(from(child));
      case ONE_FOR_ALL -> restartAll(children.inOrder());
    }
    return Verdict.GO_ON;
  }

  private List<ChildRecord> from(ChildRecord child) {
    List<ChildRecord> all = children.inOrder();
    return all.subList(all.indexOf(child), all.size());
  }

  /**
   * Restarts several children ({@code restart_multiple_children}); temporary ones are stopped and
   * removed.
   */
  private void restartAll(List<ChildRecord> these) {
    stop(these);
    for (ChildRecord one : these) {
      if (!one.is(Restart.TEMPORARY) && !relaunch(one)) {
        return;
      }
    }
  }

  /**
   * Starts a child again. Returns whether those after it may start; if not, the restart is retried
   * later.
   */
  private boolean relaunch(ChildRecord child) {
    child.countRestart();
    if (!(launch(child) instanceof Launcher.Launched.Failed(ExitReason reason, boolean byPurge))) {
      return true;
    }
    reports.error(Reports.Context.START_ERROR, child, reason);
    children.state(child, ChildRecord.RESTARTING);
    boolean counts = spec.countKillsByUpgrade() || !byPurge;
    send(self(), new ChildMessage.TryAgain(child, counts));
    return false;
  }

  /** Stops children in reverse order of start ({@code terminate_children}). */
  private void stop(List<ChildRecord> these) {
    these.reversed().forEach(this::stop);
  }

  /** Stops one child ({@code do_terminate}, {@code del_child}). */
  void stop(ChildRecord child) {
    stops.stop(child);
    children.ended(child);
  }

  /** Stops all children as the strategy requires; afterwards none runs. */
  void stopAll() {
    List<ChildRecord> all = children.inOrder();
    if (isSimple()) {
      stops.stopAll(all, spec.children().getFirst().shutdown());
      all.forEach(children::remove);
    } else {
      stop(all);
    }
  }

  /** Returns the number of recent restarts; called by any thread. */
  int restartsOfLate() {
    return restarts.count(spec);
  }

  /**
   * Takes a new specification ({@code update_childspec}): children in its order, then those that it
   * lacks.
   */
  void update(SupervisorSpec next) {
    if (isSimple()) {
      children.inOrder().forEach(child -> child.spec(next.children().getFirst()));
    } else {
      List<ChildRecord> order = new ArrayList<>();
      next.children()
          .forEach(child -> {
            ChildRecord known = children.find(child.id());
            if (known != null) {
              known.spec(child);
            }
            order.add(known == null ? new ChildRecord(child) : known);
          });
      children.inOrder().stream().filter(child -> !order.contains(child)).forEach(order::add);
      children.arrange(order);
    }
    spec(next);
  }

  /** Shown by {@code sys:get_state}. */
  @Override
  public String toString() {
    return "%s, %d of %d restarts in %s, children %s"
        .formatted(
            spec.strategy(),
            restartsOfLate(),
            spec.intensity(),
            spec.period(),
            children.inOrder().stream().map(child -> child + " " + child.state()).toList());
  }
}
