package io.baton.otp.supervisor;

import static io.baton.otp.supervisor.Family.child;
import static io.baton.otp.supervisor.Family.events;
import static io.baton.otp.supervisor.Family.many;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.supervisor.AutoShutdown;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.ChildCount;
import io.baton.api.supervisor.ChildResult;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Kind;
import io.baton.api.supervisor.Restart;
import io.baton.api.supervisor.Start;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.Supervisors;
import io.baton.fixtures.Await;
import io.baton.fixtures.Once;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The functions about children, and their errors: observation p.6 of a real supervisor. */
class ChildrenTest {
  private final Family family = new Family();
  private Pid pid;
  private Supervisors supervisor;

  @BeforeEach
  void start() {
    pid = Family.start(many(Strategy.ONE_FOR_ONE, child("a")));
    supervisor = Supervisors.of(pid);
    events(1);
  }

  private Pid started(ChildResult result) {
    return switch (result) {
      case ChildResult.Started(Pid child) -> child;
      case ChildResult other -> throw new AssertionError("not started: " + other);
    };
  }

  @Test
  void aChildIsAddedAfterTheOthers() {
    Pid b = started(supervisor.startChild(child("b")));

    assertThat(supervisor.whichChildren())
        .containsExactly(
            new Child("a", Family.state(pid, "a"), Kind.WORKER, List.of("worker")),
            new Child("b", new Child.State.Running(b), Kind.WORKER, List.of("worker")));
  }

  @Test
  void anIdIsThereOnce() {
    ChildResult running = supervisor.startChild(child("a"));
    ChildResult terminated = supervisor.terminateChild("a");
    ChildResult present = supervisor.startChild(child("a"));

    assertThat(running).isInstanceOf(ChildResult.AlreadyStarted.class);
    assertThat(terminated).isEqualTo(new ChildResult.Ok());
    assertThat(present).isEqualTo(new ChildResult.AlreadyPresent());
  }

  @Test
  void aChildThatWasTerminatedIsRestartedByHandOnly() {
    supervisor.terminateChild("a");
    Child.State stopped = Family.state(pid, "a");
    ChildResult again = supervisor.restartChild("a");

    assertThat(stopped).isEqualTo(new Child.State.Stopped());
    assertThat(Family.state(pid, "a")).isEqualTo(new Child.State.Running(started(again)));
    assertThat(events(2)).containsExactly("stopped shutdown a", "started a");
  }

  @Test
  void whatRunsIsNeitherRestartedNorDeleted() {
    assertThat(supervisor.restartChild("a")).isEqualTo(new ChildResult.Running());
    assertThat(supervisor.deleteChild("a")).isEqualTo(new ChildResult.Running());
  }

  @Test
  void whatIsDeletedIsUnknown() {
    supervisor.terminateChild("a");

    assertThat(supervisor.deleteChild("a")).isEqualTo(new ChildResult.Ok());
    assertThat(supervisor.deleteChild("a")).isEqualTo(new ChildResult.NotFound());
    assertThat(supervisor.restartChild("a")).isEqualTo(new ChildResult.NotFound());
    assertThat(supervisor.terminateChild("a")).isEqualTo(new ChildResult.NotFound());
    assertThat(supervisor.getChildSpec("a")).isEmpty();
  }

  @Test
  void aTemporaryChildIsForgottenWhenItIsTerminated() {
    supervisor.startChild(child("t").restart(Restart.TEMPORARY));

    supervisor.terminateChild("t");

    assertThat(Family.ids(pid)).containsExactly("a");
  }

  @Test
  void aChildThatDoesNotStartIsForgotten() {
    ChildResult failed = supervisor.startChild(child("x", Family.Kind.BROKEN));

    assertThat(failed).isEqualTo(new ChildResult.Failed(ExitReason.of("broken")));
    assertThat(Family.ids(pid)).containsExactly("a");
  }

  @Test
  void aChildOfAModuleThatIsNotThereDoesNotStart() {
    ChildResult failed = supervisor.startChild(ChildSpec.of("x", Start.server("nobody", 1)));

    assertThat(failed).isInstanceOf(ChildResult.Failed.class);
    assertThat(failed.toString()).contains("nobody is not loaded");
  }

  @Test
  void aChildThatNeedNotRunStaysKnown() {
    ChildResult ignored = supervisor.startChild(child("i", Family.Kind.IDLE));

    assertThat(ignored).isEqualTo(new ChildResult.Ignored());
    assertThat(Family.state(pid, "i")).isEqualTo(new Child.State.Stopped());
  }

  @Test
  void childrenAreCounted() {
    supervisor.startChild(child("i", Family.Kind.IDLE));
    supervisor.startChild(
        ChildSpec.of("s", Start.supervisor("family", many(Strategy.ONE_FOR_ALL))));

    assertThat(supervisor.countChildren()).isEqualTo(new ChildCount(3, 2, 1, 2));
  }

  @Test
  void theSpecificationOfAChildIsGivenByIdAndByPid() {
    ChildSpec spec = child("b").restart(Restart.TRANSIENT);
    Pid b = started(supervisor.startChild(spec));

    assertThat(supervisor.getChildSpec("b")).contains(spec);
    assertThat(supervisor.getChildSpec(b)).contains(spec);
  }

  @Test
  void aSignificantChildOfASupervisorThatNeverShutsDownIsRefused() {
    ChildResult refused =
        supervisor.startChild(child("s").restart(Restart.TRANSIENT).significant(true));

    assertThat(refused)
        .isEqualTo(
            new ChildResult.BadSpec(
                "child s is significant, but autoShutdown of its supervisor is NEVER"));
  }

  @Test
  void argumentsAreForSimpleSupervisorsOnly() {
    assertThat(supervisor.startChild(List.of())).isInstanceOf(ChildResult.BadSpec.class);
  }

  @Test
  void anyFunctionMayStartAChild() {
    Family.Functions functions =
        new Family.Functions()
            .with(
                "plain",
                _ ->
                    io.baton.api.process.Processes.spawnLink(
                        Once.of(() -> io.baton.api.process.Processes.receive(Object.class))))
            .with("other", arguments -> arguments.getFirst());
    family.node.load("functions", functions);

    Pid plain =
        started(supervisor.startChild(ChildSpec.of("p", Start.function("functions", "plain"))));
    ChildResult bad =
        supervisor.startChild(ChildSpec.of("o", Start.function("functions", "other", "text")));
    Family.end(plain, ExitReason.KILL);

    assertThat(bad.toString()).contains("bad_return_value");
    Await.until(
        () -> Family.state(pid, "p") instanceof Child.State.Running(Pid now) && !now.equals(plain));
  }

  @Test
  void aServerThatAFunctionStartsHasTheSupervisorAsItsParent() {
    Family.Functions functions =
        new Family.Functions()
            .with(
                "start",
                arguments ->
                    io.baton.api.server.Servers.startLink(
                        "worker", arguments.getFirst(), io.baton.api.server.ServerOptions.NONE));
    family.node.load("functions", functions);
    supervisor.startChild(
        ChildSpec.of(
            "f",
            Start.function(
                "functions",
                "start",
                new Family.Work(io.baton.api.process.Processes.self(), "f", Family.Kind.POLITE))));

    supervisor.terminateChild("f");

    assertThat(events(2)).containsExactly("started f", "stopped shutdown f");
  }

  private Pid simple() {
    return Family.start(many(Strategy.SIMPLE_ONE_FOR_ONE, child("w").restart(Restart.TRANSIENT)));
  }

  private static Family.Work work(String id) {
    return new Family.Work(io.baton.api.process.Processes.self(), id, Family.Kind.POLITE);
  }

  @Test
  void aSimpleSupervisorStartsChildrenWithArgumentsOfTheirOwn() {
    Pid simple = simple();
    Supervisors dynamic = Supervisors.of(simple);
    Pid x = started(dynamic.startChild(List.of(work("x"))));
    started(dynamic.startChild(List.of(work("y"))));
    events(2);

    Family.end(x, ExitReason.KILL);

    assertThat(events(1)).containsExactly("started x");
    Family.untilAllRun(simple);
    assertThat(dynamic.countChildren()).isEqualTo(new ChildCount(1, 2, 0, 2));
    assertThat(dynamic.terminateChild("w")).isEqualTo(new ChildResult.SimpleOneForOne());
    assertThat(dynamic.restartChild("w")).isEqualTo(new ChildResult.SimpleOneForOne());
    assertThat(dynamic.deleteChild("w")).isEqualTo(new ChildResult.SimpleOneForOne());
    assertThat(dynamic.terminateChild(x)).isEqualTo(new ChildResult.NotFound());
  }

  @Test
  void aChildOfASimpleSupervisorIsTerminatedByItsPid() {
    Supervisors dynamic = Supervisors.of(simple());
    Pid x = started(dynamic.startChild(List.of(work("x"))));

    ChildResult terminated = dynamic.terminateChild(x);

    assertThat(terminated).isEqualTo(new ChildResult.Ok());
    assertThat(dynamic.whichChildren()).isEmpty();
    assertThat(events(2)).containsExactly("started x", "stopped shutdown x");
  }

  @Test
  void autoShutdownOfAnySignificantChild() {
    Pid any =
        Family.start(
            many(
                    Strategy.ONE_FOR_ONE,
                    child("s").restart(Restart.TRANSIENT).significant(true),
                    child("b"))
                .autoShutdown(AutoShutdown.ANY_SIGNIFICANT));
    events(2);

    ExitReason end = Family.endOf(any, () -> Family.leave(Family.pid(any, "s"), ExitReason.NORMAL));

    assertThat(end).isEqualTo(ExitReason.SHUTDOWN);
    assertThat(events(2)).containsExactly("stopped normal s", "stopped shutdown b");
  }

  @Test
  void autoShutdownOfAllSignificantChildren() {
    ChildSpec one = child("s").restart(Restart.TRANSIENT).significant(true);
    ChildSpec second = child("t").restart(Restart.TEMPORARY).significant(true);
    Pid all =
        Family.start(
            many(Strategy.ONE_FOR_ONE, one, second, child("b"))
                .autoShutdown(AutoShutdown.ALL_SIGNIFICANT));
    events(3);

    Pid first = Family.pid(all, "s");
    Family.leave(first, ExitReason.NORMAL);
    Await.until(() -> !Family.runs(all, first));
    Pid last = Family.pid(all, "t");
    ExitReason end = Family.endOf(all, () -> Family.leave(last, ExitReason.NORMAL));

    assertThat(end).isEqualTo(ExitReason.SHUTDOWN);
    assertThat(events(3))
        .containsExactly("stopped normal s", "stopped normal t", "stopped shutdown b");
  }

  @Test
  void aSignificantChildThatTheSupervisorStopsDoesNotEndIt() {
    Pid any =
        Family.start(
            many(Strategy.ONE_FOR_ONE, child("s").restart(Restart.TRANSIENT).significant(true))
                .autoShutdown(AutoShutdown.ANY_SIGNIFICANT));

    Supervisors.of(any).terminateChild("s");

    assertThat(Family.state(any, "s")).isEqualTo(new Child.State.Stopped());
  }
}
