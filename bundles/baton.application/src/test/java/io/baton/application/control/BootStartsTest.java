package io.baton.application.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.StartResult;
import io.baton.api.code.LoadResult;
import io.baton.api.process.ExitReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What starts with the system, and in which order. */
class BootStartsTest extends TableScene {
  @Test
  void nothingStartsByItselfBeforeTheSystemHasStarted() {
    atBoot("a");
    List<String> before = List.copyOf(masters.told);

    table.open();

    assertThat(before).isEmpty();
    assertThat(masters.told).containsExactly("start a");
  }

  @Test
  void dependenciesStartFirstWhateverIsConfiguredFirst() {
    table.open();
    atBoot("shop", "db", "mail");
    State waits = state("shop");
    byHand("db", "disk");
    byHand("mail");
    byHand("disk");
    byHand("other");

    up("disk");
    up("mail");
    up("db");
    up("shop");

    assertThat(waits).isEqualTo(new State.Waiting("db, which is not configured"));
    assertThat(table.running())
        .extracting(ApplicationInfo::name)
        .containsExactly("disk", "mail", "db", "shop");
    assertThat(state("other")).isEqualTo(new State.Stopped());
  }

  @Test
  void failureLeavesThoseThatDoNotDependOnIt() {
    atBoot("db");
    atBoot("mail");
    atBoot("shop", "db");
    table.open();

    table.notUp(master("db"), new StartResult.Failed("db", ExitReason.of("no_disk")));
    ended("db", ExitReason.SHUTDOWN);
    up("mail");

    assertThat(state("mail")).isInstanceOf(State.Running.class);
    assertThat(state("shop")).isEqualTo(new State.Waiting("db, which does not start: failed"));
    now = Duration.ofSeconds(6).toNanos();
    table.tick();
    assertThat(log).last().asString().startsWith("application shop waits for db");
  }

  @Test
  void dependentStartsWhenItsDependencyWasStartedByHandInTheEnd() {
    atBoot("db");
    atBoot("shop", "db");
    table.open();
    table.notUp(master("db"), new StartResult.BadReturn("db", "ignore"));
    ended("db", ExitReason.SHUTDOWN);

    start("db");
    up("db");

    assertThat(masters.told).containsExactly("start db", "start db", "start shop");
  }

  @Test
  void applicationsInACycleDoNotStart() {
    table.open();
    atBoot("a", "b");
    atBoot("b", "a");

    assertThat(state("a"))
        .isEqualTo(new State.Refused(new StartResult.Cycle("a", List.of("a", "b", "a"))));
    assertThat(masters.told).isEmpty();
  }

  @Test
  void missingModuleThatComesLetsItStart() {
    atBoot("a");
    table.open();
    table.notUp(
        master("a"),
        new StartResult.NotLoaded("a", List.of(new LoadResult.NoFile("a", "nowhere"))));
    ended("a", ExitReason.SHUTDOWN);

    table.changed("other");
    table.changed("a");

    assertThat(masters.told).containsExactly("start a", "start a");
  }

  @Test
  void whatWasStoppedByHandIsNotStartedAgainByAConfigurationThatIsThereAgain() {
    atBoot("a");
    table.open();
    up("a");
    stop("a");
    ended("a", ExitReason.SHUTDOWN);

    atBoot("a");

    assertThat(masters.told).containsExactly("start a", "stop a");
  }
}
