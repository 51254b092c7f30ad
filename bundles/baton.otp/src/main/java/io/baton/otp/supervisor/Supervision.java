package io.baton.otp.supervisor;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.spi.Supervising;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.Restart;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.SupervisorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of one supervisor, and what it does when a child ends. Erlang:
 * stdlib/src/supervisor.erl, whose functions have the names that are given here. Touched by the
 * supervisor's process only, but for what is said to be read by others.
 */
final class Supervision {
  private final Supervising supervising;
  private final Launcher launcher;
  private final Stops stops;
  private final Restarts restarts;
  private final Reports reports;
  private final Children children;

  /** Written by the supervisor's process, read by who draws a tree. */
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

  /** Whether the supervisor goes on. */
  enum Verdict {
    GO_ON,
    SHUT_DOWN
  }

  SupervisorSpec spec() {
    return spec;
  }

  /** A new one, which changes no process. */
  void spec(SupervisorSpec next) {
    spec = next;
  }

  Children children() {
    return children;
  }

  boolean isSimple() {
    return spec.strategy() == Strategy.SIMPLE_ONE_FOR_ONE;
  }

  /** {@code init_children}: all of them in order; if one does not start, those before it stop. */
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

  /** {@code do_start_child}: starts a child and notes how it is. */
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
   * A process has ended that is linked to the supervisor ({@code restart_child}, {@code
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

  /** {@code do_auto_shutdown}. */
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

  /** The turn of a restart that has failed before, unless the child was stopped since. */
  Verdict tryAgain(ChildMessage.TryAgain again) {
    return again.child().state().equals(ChildRecord.RESTARTING)
        ? restart(again.child(), again.counts())
        : Verdict.GO_ON;
  }

  /** {@code restart/2}. */
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

  /** {@code restart_multiple_children}: temporary children are stopped and forgotten. */
  private void restartAll(List<ChildRecord> these) {
    stop(these);
    for (ChildRecord one : these) {
      if (!one.is(Restart.TEMPORARY) && !relaunch(one)) {
        return;
      }
    }
  }

  /** Whether those after it may start; if not, it is tried again in its turn. */
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

  /** {@code terminate_children}: in reverse order of start. */
  private void stop(List<ChildRecord> these) {
    these.reversed().forEach(this::stop);
  }

  /** {@code do_terminate} and {@code del_child}. */
  void stop(ChildRecord child) {
    stops.stop(child);
    children.ended(child);
  }

  /** Stops all, as each strategy does; afterwards none is left. */
  void stopAll() {
    List<ChildRecord> all = children.inOrder();
    if (isSimple()) {
      stops.stopAll(all, spec.children().getFirst().shutdown());
      all.forEach(children::remove);
    } else {
      stop(all);
    }
  }

  /** What others see of it. */
  int restartsOfLate() {
    return restarts.count(spec);
  }

  /** {@code update_childspec}: in the new order, and then those that are missing in it. */
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

  /** For {@code sys:get_state}. */
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
