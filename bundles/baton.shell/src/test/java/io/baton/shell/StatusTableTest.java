package io.baton.shell;

import static io.baton.shell.Fixture.V1;
import static io.baton.shell.Fixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.HeldFunction;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.WiredBundle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTableTest {
  @Test
  void columnsAreAsWideAsTheirWidestEntry() {
    var status =
        List.of(
            new ModuleStatus(
                "frequency",
                Optional.of(V2),
                Optional.of(V1),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty()),
            new ModuleStatus(
                "x",
                Optional.of(V1),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty()));

    assertThat(StatusTable.of(status).lines())
        .containsExactly(
            "module     current  old    lingering in old",
            "frequency  2.0.0    1.0.0  -",
            "x          1.0.0    -      -");
  }

  @Test
  void lingeringProcessesAreShownWithWhatTheyWaitFor() {
    var status =
        List.of(
            new ModuleStatus(
                "frequency",
                Optional.empty(),
                Optional.of(V1),
                List.of(Fixture.process(42, "server"), Fixture.thread("http-7")),
                List.of(),
                List.of(),
                Optional.empty()));

    assertThat(StatusTable.of(status).lines().skip(1))
        .containsExactly(
            "frequency  -        1.0.0  <42> (server): receive Request, thread http-7: running");
  }

  @Test
  void holdersOfFunctionsAreShownApart() {
    var held =
        new HeldFunction(
            V1, Fixture.process(42, "").pid().orElseThrow(), "server", "state.f", "a.B");

    assertThat(StatusTable.functions(List.of())).isEmpty();
    assertThat(StatusTable.functions(List.of(held)).lines())
        .containsExactly(
            "",
            "holds a function of it, which will throw after the purge  at       of",
            "<42> (server)                                             state.f  a.B");
  }

  @Test
  void bundlesThatAreWiredToAVersionHaveALine() {
    var status =
        List.of(
            new ModuleStatus(
                "frequency",
                Optional.of(V2),
                Optional.of(V2),
                List.of(),
                List.of(),
                List.of(
                    new WiredBundle(V2, 7, "ext 1.0.0", List.of("imports exp.api")),
                    new WiredBundle(V1, 8, "lib 3.0.0", List.of("requires its bundle"))),
                Optional.empty()));

    assertThat(StatusTable.of(status).lines().skip(2))
        .containsExactly(
            "frequency 2.0.0 is used by bundle ext 1.0.0, which imports exp.api",
            "frequency 1.0.0 was purged and is still used by bundle lib 3.0.0, which requires its"
                + " bundle");
  }

  @Test
  void aVersionThatIsAwayIsMarkedAndSaysWhy() {
    var since = Instant.parse("2026-11-20T12:00:00Z");
    var status =
        List.of(
            new ModuleStatus(
                "x",
                Optional.of(V1),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new ModuleStatus.Away(since, "it needs a price"))));

    assertThat(StatusTable.of(status).lines())
        .containsExactly(
            "module  current       old  lingering in old",
            "x       1.0.0 (away)  -    -",
            "x is away since %s: it needs a price".formatted(StatusTable.time(since)));
  }

  @Test
  void withoutModulesThereIsTheHeadline() {
    assertThat(StatusTable.of(List.of())).isEqualTo("module  current  old  lingering in old");
  }

  @Test
  void noProcessLingers() {
    assertThat(StatusTable.lingering(List.of())).isEqualTo("nothing lingers");
  }

  @Test
  void everyLingeringProcessHasALine() {
    String table = StatusTable.lingering(List.of(Fixture.process(42, ""), Fixture.thread("t")));

    assertThat(table.lines()).hasSize(3);
    assertThat(table.lines().map(line -> line.replaceAll("\\d\\d:\\d\\d:\\d\\d", "HH:MM:SS")))
        .containsExactly(
            "process   in     since     waits for        at",
            "<42>      1.0.0  HH:MM:SS  receive Request "
                + " m.Frequency.loop(Frequency.java@1.0.0#1:7)",
            "thread t  1.0.0  HH:MM:SS  running          m.Frequency.run");
  }

  @Test
  void whyAProcessCannotLeaveTheOldVersionIsSaidBelow() {
    String table = StatusTable.lingering(List.of(Fixture.refused(42, "state.pool is gone")));

    assertThat(table.lines().toList()).last().isEqualTo("<42> stays: state.pool is gone");
  }

  @Test
  void eachAlarmIsALine() {
    assertThat(StatusTable.alarms(List.of())).isEmpty();
    assertThat(StatusTable.alarms(List.of("first", "sec\nond")).lines().skip(1))
        .containsExactly("alarm: first", "alarm: sec\\nond");
  }
}
