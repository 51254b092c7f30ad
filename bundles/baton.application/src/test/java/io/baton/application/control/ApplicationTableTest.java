package io.baton.application.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.process.ExitReason;
import io.baton.api.supervisor.Restart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the table answers, and in which order it stops. */
class ApplicationTableTest extends TableScene {
  @Test
  void startIsAnsweredWhenTheRootRuns() {
    byHand("a");

    start("a");
    List<Object> before = List.copyOf(replies);
    up("a");
    start("a");

    assertThat(before).isEmpty();
    assertThat(replies)
        .containsExactly(new StartResult.Ok("a", ROOT), new StartResult.AlreadyStarted("a"));
    assertThat(table.running()).extracting(ApplicationInfo::name).containsExactly("a");
  }

  @Test
  void allThatStartItWhileItStartsGetTheSameResult() {
    byHand("a");

    start("a");
    start("a");
    up("a");

    assertThat(masters.told).containsExactly("start a");
    assertThat(replies)
        .containsExactly(new StartResult.Ok("a", ROOT), new StartResult.Ok("a", ROOT));
  }

  @Test
  void startWithoutADependencyOrAConfigurationIsRefused() {
    byHand("a", "b");
    byHand("b");

    start("a");
    start("c");

    assertThat(replies)
        .containsExactly(
            new StartResult.DependencyNotStarted("a", "b"), new StartResult.NotConfigured("c"));
    assertThat(masters.told).isEmpty();
  }

  @Test
  void oneAtATimeLoadsItsModules() {
    byHand("a");
    byHand("b");
    start("a");
    start("b");
    List<String> before = List.copyOf(masters.told);

    table.loaded(master("a"));

    assertThat(before).containsExactly("start a");
    assertThat(masters.told).containsExactly("start a", "start b");
  }

  @Test
  void failedStartIsAnsweredWhenItsProcessHasEnded() {
    byHand("a");
    start("a");
    var refused = new StartResult.BadReturn("a", "ignore");

    table.notUp(master("a"), refused);
    List<Object> before = List.copyOf(replies);
    ended("a", ExitReason.SHUTDOWN);
    start("a");

    assertThat(before).isEmpty();
    assertThat(replies).containsExactly(refused);
    assertThat(masters.told).containsExactly("start a", "start a");
    assertThat(log).anyMatch(line -> line.contains("application a does not start: bad_return"));
  }

  @Test
  void startThatTakesTooLongIsKilled() {
    byHand("a");
    start("a");

    now = BOUND.toNanos();
    table.tick();

    assertThat(masters.told).containsExactly("start a", "kill <1>");
    assertThat(replies).containsExactly(new StartResult.TimedOut("a", BOUND));
  }

  @Test
  void stopAbandonsAStart() {
    byHand("a");
    byHand("b");
    start("a");
    start("b");

    stop("b");
    stop("a");

    assertThat(masters.told).containsExactly("start a", "kill <1>");
    assertThat(replies)
        .containsExactly(
            new StartResult.Stopped("b"),
            new StopResult.Ok("b"),
            new StartResult.Stopped("a"),
            new StopResult.Ok("a"));
  }

  @Test
  void stopOfWhatDoesNotRunIsRefused() {
    byHand("a");

    stop("a");
    stop("b");

    assertThat(replies)
        .containsExactly(new StopResult.NotStarted("a"), new StopResult.NotStarted("b"));
  }

  @Test
  void startDuringAStopStartsItAfterwards() {
    byHand("a");
    start("a");
    up("a");

    stop("a");
    start("a");
    ended("a", ExitReason.SHUTDOWN);
    up("a");

    assertThat(masters.told).containsExactly("start a", "stop a", "start a");
    assertThat(replies)
        .containsExactly(
            new StartResult.Ok("a", ROOT), new StopResult.Ok("a"), new StartResult.Ok("a", ROOT));
  }

  @Test
  void stopThatTakesTooLongKills() {
    byHand("a");
    start("a");
    up("a");
    stop("a");

    now = BOUND.multipliedBy(2).toNanos();
    table.tick();

    assertThat(masters.told).containsExactly("start a", "stop a", "kill <1000>", "kill <1>");
    assertThat(replies).last().isEqualTo(new StopResult.Ok("a"));
  }

  @Test
  void rootOfAKilledMasterIsEndedByAnother() {
    byHand("a");
    start("a");
    up("a");

    table.ended(master("a"), ExitReason.KILLED, true);
    State between = state("a");
    ended("a", ExitReason.SHUTDOWN);

    assertThat(masters.told).containsExactly("start a", "close a <1000>");
    assertThat(between).isEqualTo(new State.Stopping());
    assertThat(state("a")).isEqualTo(new State.Ended(ExitReason.KILLED));
  }

  @Test
  void endOfAPermanentOneEndsTheNodeAndThatOfATransientOneUnlessItIsNormal() {
    for (Restart type : Restart.values()) {
      for (ExitReason reason : List.of(ExitReason.NORMAL, ExitReason.SHUTDOWN)) {
        String name = (type + "_" + reason).toLowerCase(Locale.ROOT);
        table.configured(spec(name, false, type));
        start(name);
        up(name);
        ended(name, reason);
      }
    }

    assertThat(ends)
        .map(text -> text.replaceFirst("^application (\\S+) .*", "$1"))
        .containsExactly("permanent_normal", "permanent_shutdown", "transient_shutdown");
  }

  @Test
  void stopOfAPermanentOneIsNoEnd() {
    table.configured(spec("a", false, Restart.PERMANENT));
    start("a");
    up("a");

    stop("a");
    ended("a", ExitReason.SHUTDOWN);

    assertThat(ends).isEmpty();
  }

  @Test
  void runningOneOutlivesItsConfigurationAndIsForgottenAfterwards() {
    byHand("a");
    start("a");
    up("a");

    table.gone("a");
    State after = state("a");
    stop("a");
    ended("a", ExitReason.SHUTDOWN);

    assertThat(after).isInstanceOf(State.Running.class);
    assertThat(table.find("a")).isEmpty();
  }

  @Test
  void shutDownStopsTheLastFirst() {
    List<String> done = new ArrayList<>();
    for (String name : List.of("b", "a", "c")) {
      byHand(name);
      start(name);
    }
    up("b");
    up("a");

    table.stops().shutDown(() -> done.add("done"));
    ended("a", ExitReason.SHUTDOWN);
    List<String> before = List.copyOf(done);
    ended("b", ExitReason.SHUTDOWN);

    assertThat(masters.told)
        .containsExactly("start b", "start a", "start c", "kill <3>", "stop a", "stop b");
    assertThat(before).isEmpty();
    assertThat(done).containsExactly("done");
  }

  @Test
  void orderOfAllStartsIsKnown() {
    UnaryOperator<String> order = name -> String.valueOf(table.order(name));
    byHand("a", "b", "c");
    byHand("b", "c");
    byHand("c");
    byHand("d", "nowhere");

    assertThat(order.apply("a")).isEqualTo("Order[names=[c, b, a]]");
    assertThat(order.apply("d")).isEqualTo("Missing[name=nowhere]");
  }
}
