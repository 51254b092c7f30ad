package io.baton.otp.supervisor;

import static io.baton.otp.supervisor.Family.child;
import static io.baton.otp.supervisor.Family.event;
import static io.baton.otp.supervisor.Family.events;
import static io.baton.otp.supervisor.Family.many;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.ChildResult;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Restart;
import io.baton.api.supervisor.Shutdown;
import io.baton.api.supervisor.Start;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.SupervisorSpec;
import io.baton.api.supervisor.Supervisors;
import io.baton.fixtures.Await;
import io.baton.fixtures.Once;
import io.baton.otp.Node;
import io.baton.otp.request.Message;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How supervisors start, stop and give up: observations p.1, p.4, p.7 and l of a real one. */
class SupervisorTest {
  private static final Duration SHORT = Duration.ofMillis(5);

  private final Family family = new Family();

  @Test
  void childrenStartInOrderAndStopInReverse() {
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE, child("a"), child("b"), child("d")));
    List<String> started = events(3);

    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, Await.CAP);

    assertThat(started).containsExactly("started a", "started b", "started d");
    assertThat(events(3))
        .containsExactly("stopped shutdown d", "stopped shutdown b", "stopped shutdown a");
  }

  @Test
  void aChildThatDoesNotEndInTimeIsKilled() {
    ChildSpec deaf = child("b", Family.Kind.DEAF).shutdown(Shutdown.within(SHORT));
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE, child("a"), deaf));
    events(2);

    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, Await.CAP);

    assertThat(events(2)).containsExactly("deaf b", "stopped shutdown a");
  }

  @Test
  void aBrutallyKilledChildDoesNotHearOfIt() {
    ChildSpec brutal = child("b").shutdown(Shutdown.brutalKill());
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE, child("a"), brutal));
    events(2);

    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, Await.CAP);

    assertThat(Family.told()).containsExactly("stopped shutdown a");
  }

  /** A hundred that do not hear it take no longer than one. */
  @Test
  void simpleChildrenAreStoppedAtTheSameTime() {
    ChildSpec deaf = child("w", Family.Kind.DEAF).shutdown(Shutdown.infinity());
    Pid supervisor = Family.start(many(Strategy.SIMPLE_ONE_FOR_ONE, deaf));
    List<Pid> children =
        IntStream.range(0, 100)
            .mapToObj(_ -> Supervisors.of(supervisor).startChild(List.of()))
            .map(result -> ((ChildResult.Started) result).pid())
            .toList();
    events(100);

    Processes.send(supervisor, new Message.Stop(ExitReason.SHUTDOWN));
    List<String> deafs = events(100);
    ExitReason end =
        Family.endOf(
            supervisor,
            () -> children.forEach(pid -> Processes.send(pid, new Family.Event("now"))));

    assertThat(deafs).containsOnly("deaf w");
    assertThat(end).isEqualTo(ExitReason.SHUTDOWN);
  }

  @Test
  void ifAChildDoesNotStartTheOthersAreStoppedAndItIsNamed() {
    Started started =
        Family.tryStart(
            many(Strategy.ONE_FOR_ONE, child("a"), child("q", Family.Kind.BROKEN), child("z")));

    assertThat(started)
        .isEqualTo(
            new Started.Failed(
                new ExitReason.ShutDown(
                    new ExitReason.FailedToStartChild("q", ExitReason.of("broken")))));
    assertThat(started.toString()).contains("{shutdown, {failed_to_start_child, q, broken}}");
    assertThat(Family.told()).containsExactly("started a", "stopped shutdown a");
  }

  static Stream<Arguments> impossibleSpecifications() {
    ChildSpec a = child("a");
    return Stream.of(
        Arguments.of(SupervisorSpec.of(Strategy.ONE_FOR_ONE, a, a), "two children have the id a"),
        Arguments.of(
            SupervisorSpec.of(Strategy.SIMPLE_ONE_FOR_ONE),
            "a SIMPLE_ONE_FOR_ONE supervisor has one child specification, found 0"),
        Arguments.of(
            SupervisorSpec.of(Strategy.ONE_FOR_ONE, a.significant(true)),
            "child a is significant, so it cannot be PERMANENT"),
        Arguments.of(
            SupervisorSpec.of(Strategy.ONE_FOR_ONE, a.significant(true).restart(Restart.TRANSIENT)),
            "child a is significant, but autoShutdown of its supervisor is NEVER"));
  }

  @ParameterizedTest
  @MethodSource
  void impossibleSpecifications(SupervisorSpec spec, String problem) {
    Started started = Family.tryStart(spec);

    assertThat(started.toString()).contains(problem);
    assertThat(Family.told()).isEmpty();
  }

  @Test
  void impossibleValuesAreNamed() {
    SupervisorSpec spec = SupervisorSpec.of(Strategy.ONE_FOR_ONE);

    assertThatThrownBy(() -> spec.intensity(-1, SHORT)).hasMessageContaining("intensity");
    assertThatThrownBy(() -> spec.intensity(1, Duration.ZERO)).hasMessageContaining("period");
    assertThatThrownBy(() -> child(" ")).hasMessageContaining("id");
    assertThatThrownBy(() -> child("a").startWithin(SHORT.negated())).hasMessageContaining("a:");
    assertThatThrownBy(() -> Shutdown.within(SHORT.negated())).hasMessageContaining("shutdown");
  }

  @Test
  void oneRestartMoreThanAllowedEndsTheSupervisorAfterItsChildren() {
    Pid supervisor = Family.start(SupervisorSpec.of(Strategy.ONE_FOR_ONE, child("a"), child("b")));
    events(2);
    Family.end(Family.pid(supervisor, "a"), ExitReason.KILL);
    String restarted = event();
    Family.untilAllRun(supervisor);
    Pid again = Family.pid(supervisor, "a");

    ExitReason end = Family.endOf(supervisor, () -> Family.end(again, ExitReason.KILL));

    assertThat(restarted).isEqualTo("started a");
    assertThat(end).isEqualTo(ExitReason.SHUTDOWN);
    assertThat(Family.told()).containsExactly("stopped shutdown b");
  }

  private static SupervisorSpec fourOfWhomThreeMayDie() {
    return SupervisorSpec.of(Strategy.ONE_FOR_ONE, child("a"), child("b"), child("c"), child("d"))
        .intensity(3, Duration.ofMinutes(1));
  }

  /** Observation l.2: Erlang counts children that a purge has killed. */
  @Test
  void killsByAPurgeCount() {
    Pid supervisor = Family.start(fourOfWhomThreeMayDie());
    List<Pid> children = pids(supervisor);

    ExitReason end = Family.endOf(supervisor, () -> children.forEach(Family::purge));

    assertThat(end).isEqualTo(ExitReason.SHUTDOWN);
  }

  /** Promise 12, with the option that Erlang does not have. */
  @Test
  void killsByAPurgeDoNotCountIfTheSpecificationSaysSo() {
    Pid supervisor = Family.start(fourOfWhomThreeMayDie().countKillsByUpgrade(false));
    events(4);

    pids(supervisor).forEach(Family::purge);

    assertThat(events(4))
        .containsExactlyInAnyOrder("started a", "started b", "started c", "started d");
    Family.untilAllRun(supervisor);
    assertThat(Family.seen(supervisor).restarts()).isZero();
  }

  @Test
  void otherKillsCountAllTheSame() {
    Pid supervisor = Family.start(fourOfWhomThreeMayDie().countKillsByUpgrade(false));
    List<Pid> children = pids(supervisor);

    ExitReason end = Family.endOf(supervisor, () -> children.forEach(Node::kill));

    assertThat(end).isEqualTo(ExitReason.SHUTDOWN);
  }

  private static List<Pid> pids(Pid supervisor) {
    return Stream.of("a", "b", "c", "d").map(id -> Family.pid(supervisor, id)).toList();
  }

  @Test
  void aSupervisorThatGivesUpIsRestartedByItsOwn() {
    SupervisorSpec inner = SupervisorSpec.of(Strategy.ONE_FOR_ONE, child("a")).intensity(0, SHORT);
    Pid top =
        Family.start(
            many(Strategy.ONE_FOR_ONE, ChildSpec.of("inner", Start.supervisor("family", inner))));
    events(1);
    Pid before = Family.pid(top, "inner");

    Family.end(Family.pid(before, "a"), ExitReason.KILL);

    assertThat(event()).isEqualTo("started a");
    Family.untilAllRun(top);
    assertThat(Family.pid(top, "inner")).isNotEqualTo(before);
  }

  @Test
  void aTreeIsStoppedFromTheTop() {
    SupervisorSpec inner = many(Strategy.ONE_FOR_ONE, child("b"), child("c"));
    Pid top =
        Family.start(
            many(
                Strategy.ONE_FOR_ONE,
                child("a"),
                ChildSpec.of("inner", Start.supervisor("family", inner))));
    events(3);

    Servers.of(top).stop(ExitReason.SHUTDOWN, Await.CAP);

    assertThat(events(3))
        .containsExactly("stopped shutdown c", "stopped shutdown b", "stopped shutdown a");
  }

  @Test
  void theChildrenOfASupervisorThatIsKilledEnd() {
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE, child("a")));
    events(1);

    Family.end(supervisor, ExitReason.KILL);

    assertThat(event()).isEqualTo("stopped killed a");
  }

  private static void startSlowly(Pid supervisor) {
    ChildSpec slow = child("s", Family.Kind.SLOW);
    Processes.spawn(() -> {
      var _ = Supervisors.of(supervisor).startChild(slow);
    });
  }

  @Test
  void aSupervisorAnswersWhileAChildStarts() {
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE));
    startSlowly(supervisor);
    String starts = event();

    Child.State state = Family.state(supervisor, "s");
    ChildResult terminated = Supervisors.of(supervisor).terminateChild("s");

    assertThat(starts).isEqualTo("starts s");
    assertThat(state).isEqualTo(new Child.State.Starting());
    assertThat(terminated).isEqualTo(new ChildResult.Ok());
    Await.until(() -> Family.ids(supervisor).isEmpty());
  }

  @Test
  void aStartThatTakesTooLongIsGivenUp() {
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE));

    ChildResult result =
        Supervisors.of(supervisor).startChild(child("s", Family.Kind.SLOW).startWithin(SHORT));

    assertThat(result).isEqualTo(new ChildResult.Failed(ExitReason.of("timeout")));
    assertThat(Family.ids(supervisor)).isEmpty();
  }

  @Test
  void aSupervisorWhoseChildStartsForEverCanBeStopped() {
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE, child("a")));
    startSlowly(supervisor);
    events(2);

    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, Await.CAP);

    assertThat(events(1)).containsExactly("stopped shutdown a");
  }

  @Test
  void aSupervisorWhoseChildStartsForEverEndsWithItsParent() {
    Pid top =
        Family.start(
            many(
                Strategy.ONE_FOR_ONE,
                ChildSpec.of("inner", Start.supervisor("family", many(Strategy.ONE_FOR_ONE)))));
    Pid inner = Family.pid(top, "inner");
    startSlowly(inner);
    events(1);

    Servers.of(top).stop(ExitReason.SHUTDOWN, Await.CAP);

    assertThat(Processes.isAlive(inner)).isFalse();
  }

  /** No process is left, even if it traps exits and its init has not returned yet. */
  @Test
  void processesOfAStartThatIsGivenUpEnd() {
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE));
    var begun = new java.util.concurrent.atomic.AtomicReference<Pid>();
    family.node.load(
        "functions",
        new Family.Functions()
            .with(
                "hang",
                _ -> {
                  begun.set(
                      Processes.spawnLink(
                          Once.of(() -> {
                            boolean _ = Processes.trapExits(true);
                            Processes.receive(Family.Event.class);
                          })));
                  return Processes.receive(Family.Event.class);
                }));

    ChildResult result =
        Supervisors.of(supervisor)
            .startChild(ChildSpec.of("h", Start.function("functions", "hang")).startWithin(SHORT));

    assertThat(result).isEqualTo(new ChildResult.Failed(ExitReason.of("timeout")));
    assertThat(Processes.isAlive(begun.get())).isFalse();
  }

  @Test
  void requestsToAnUnknownNameFail() {
    assertThatThrownBy(() -> Supervisors.of("nobody").whichChildren())
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("noproc");
  }

  @Test
  void aSupervisorHasItsName() {
    Started started =
        Supervisors.start("family", many(Strategy.ONE_FOR_ONE), ServerOptions.named("tree"));

    assertThat(Supervisors.of("tree").countChildren().specs()).isZero();
    assertThat(Family.seen(Node.pid(started)).name()).contains("tree");
    Servers.of("tree").stop(ExitReason.SHUTDOWN, Await.CAP);
  }
}
