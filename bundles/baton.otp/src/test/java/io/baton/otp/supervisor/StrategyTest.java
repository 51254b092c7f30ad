package io.baton.otp.supervisor;

import static io.baton.otp.supervisor.Family.child;
import static io.baton.otp.supervisor.Family.events;
import static io.baton.otp.supervisor.Family.many;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Restart;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.Supervisors;
import io.baton.fixtures.Await;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Strategies and restart types, each as a table: observations p.2 and p.3 of a real supervisor. */
class StrategyTest {
  private static final ExitReason SHUT_DOWN = new ExitReason.ShutDown(ExitReason.of("x"));

  private final Family family = new Family();

  static Stream<Arguments> whatHappensWhenTheSecondOfThreeDies() {
    return Stream.of(
        Arguments.of(Strategy.ONE_FOR_ONE, List.of("started b")),
        Arguments.of(
            Strategy.ONE_FOR_ALL,
            List.of(
                "stopped shutdown d", "stopped shutdown a", "started a", "started b", "started d")),
        Arguments.of(
            Strategy.REST_FOR_ONE, List.of("stopped shutdown d", "started b", "started d")));
  }

  @ParameterizedTest
  @MethodSource
  void whatHappensWhenTheSecondOfThreeDies(Strategy strategy, List<String> expected) {
    Pid supervisor = Family.start(many(strategy, child("a"), child("b"), child("d")));
    events(3);
    Pid before = Family.pid(supervisor, "b");

    Family.end(before, ExitReason.KILL);

    assertThat(events(expected.size())).isEqualTo(expected);
    Family.untilAllRun(supervisor);
    assertThat(Family.pid(supervisor, "b")).isNotEqualTo(before);
    assertThat(Family.ids(supervisor)).containsExactly("a", "b", "d");
    assertThat(Family.told()).isEmpty();
  }

  /** Whether it is restarted, and whether its specification is still there if not. */
  static Stream<Arguments> restartTypeDecidesWhichChildIsRestarted() {
    return Stream.of(
        Arguments.of(Restart.PERMANENT, ExitReason.NORMAL, true, true),
        Arguments.of(Restart.PERMANENT, ExitReason.SHUTDOWN, true, true),
        Arguments.of(Restart.PERMANENT, SHUT_DOWN, true, true),
        Arguments.of(Restart.PERMANENT, Family.BAD, true, true),
        Arguments.of(Restart.TRANSIENT, ExitReason.NORMAL, false, true),
        Arguments.of(Restart.TRANSIENT, ExitReason.SHUTDOWN, false, true),
        Arguments.of(Restart.TRANSIENT, SHUT_DOWN, false, true),
        Arguments.of(Restart.TRANSIENT, Family.BAD, true, true),
        Arguments.of(Restart.TEMPORARY, ExitReason.NORMAL, false, false),
        Arguments.of(Restart.TEMPORARY, ExitReason.SHUTDOWN, false, false),
        Arguments.of(Restart.TEMPORARY, SHUT_DOWN, false, false),
        Arguments.of(Restart.TEMPORARY, Family.BAD, false, false));
  }

  @ParameterizedTest
  @MethodSource
  void restartTypeDecidesWhichChildIsRestarted(
      Restart type, ExitReason reason, boolean restarted, boolean kept) {
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE, child("a").restart(type)));
    events(1);
    Pid before = Family.pid(supervisor, "a");

    Family.leave(before, reason);

    assertThat(events(1)).containsExactly("stopped %s a".formatted(reason));
    if (restarted) {
      assertThat(events(1)).containsExactly("started a");
      Family.untilAllRun(supervisor);
      assertThat(Family.pid(supervisor, "a")).isNotEqualTo(before);
    } else {
      Await.until(() -> !Family.runs(supervisor, before));
      assertThat(Family.told()).isEmpty();
    }
    assertThat(Family.ids(supervisor)).hasSize(kept ? 1 : 0);
  }

  /** As Erlang does it: only what the supervisor itself restarts is restarted. */
  @Test
  void aTemporarySiblingIsStoppedAndForgottenWhenAllAreRestarted() {
    ChildSpec temporary = child("t").restart(Restart.TEMPORARY);
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ALL, child("a"), temporary));
    events(2);

    Family.end(Family.pid(supervisor, "a"), ExitReason.KILL);

    assertThat(events(2)).containsExactly("stopped shutdown t", "started a");
    Family.untilAllRun(supervisor);
    assertThat(Family.ids(supervisor)).containsExactly("a");
  }

  @Test
  void aFailedRestartIsTriedAgainUntilTheIntensityIsUsedUp() {
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE, child("a")));
    events(1);
    family.node.delete("worker");

    ExitReason end =
        Family.endOf(supervisor, () -> Family.end(Family.pid(supervisor, "a"), ExitReason.KILL));

    assertThat(end).isEqualTo(ExitReason.SHUTDOWN);
  }

  @Test
  void aRestartThatFailsAtFirstSucceedsAsSoonAsItCan() {
    Pid supervisor =
        Family.start(
            many(Strategy.ONE_FOR_ONE, child("a"))
                .intensity(Integer.MAX_VALUE - 1, java.time.Duration.ofMinutes(1)));
    events(1);
    Pid before = Family.pid(supervisor, "a");
    family.node.delete("worker");
    Family.end(before, ExitReason.KILL);
    Await.until(() -> !Family.runs(supervisor, before));

    family.node.load("worker", new Family.Worker());

    assertThat(events(1)).containsExactly("started a");
    Family.untilAllRun(supervisor);
    assertThat(Supervisors.of(supervisor).countChildren().active()).isEqualTo(1);
  }
}
