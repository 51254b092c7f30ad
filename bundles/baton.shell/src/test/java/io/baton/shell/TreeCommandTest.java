package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Pid;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.Kind;
import io.baton.api.supervisor.Strategy;
import io.baton.spi.SupervisorTable.Row;
import io.baton.spi.SupervisorTable.Supervised;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeCommandTest {
  private static final int ALL = 20;

  private static Pid pid(int number) {
    return new Fixture.Numbered(number);
  }

  private static Row row(String id, Child.State state, int restarts, String version) {
    return new Row(
        new Child(id, state, Kind.WORKER, List.of()), restarts, Optional.ofNullable(version));
  }

  private static Row running(String id, int number, int restarts, String version) {
    return row(id, new Child.State.Running(pid(number)), restarts, version);
  }

  private static Supervised supervisor(int number, String name, Row... children) {
    return new Supervised(
        pid(number),
        Optional.ofNullable(name),
        "tree",
        Strategy.ONE_FOR_ALL,
        1,
        3,
        Duration.ofSeconds(5),
        List.of(children));
  }

  private static TreeCommand command(Supervised... all) {
    return new TreeCommand(() -> List.of(all));
  }

  @Test
  void aTreeIsDrawnFromItsRoot() {
    Supervised inner =
        supervisor(2, null, running("b", 3, 2, "worker 1.0.0"), running("c", 4, 0, null));
    Supervised top =
        supervisor(
            1,
            "top",
            running("inner", 2, 0, "tree 1.0.0"),
            row("d", new Child.State.Restarting(), 1, null),
            row("e", new Child.State.Stopped(), 0, null));

    String picture = command(inner, top).tree(ALL);

    assertThat(picture.lines())
        .containsExactly(
            pid(1) + " (top) tree: one_for_all, 1 of 3 restarts in 5 s",
            "├─ inner " + pid(2) + " tree: one_for_all, 1 of 3 restarts in 5 s",
            "│  ├─ b " + pid(3) + " worker 1.0.0, restarted 2 times",
            "│  └─ c " + pid(4),
            "├─ d restarting, restarted once",
            "└─ e stopped");
  }

  @Test
  void ofManyChildrenSomeAreShownAndTheOthersCounted() {
    Row[] rows =
        IntStream.range(0, 5_000)
            .mapToObj(i ->
                i % 1_000 == 999
                    ? row("w" + i, new Child.State.Stopped(), 0, null)
                    : running("w" + i, i + 2, 0, null))
            .toArray(Row[]::new);

    String picture = command(supervisor(1, null, rows)).tree(2);

    assertThat(picture.lines())
        .hasSize(4)
        .last()
        .isEqualTo("└─ … 4998 more: 4993 running, 5 stopped");
  }

  @Test
  void oneTreeIsDrawnByItself() {
    String picture = command(supervisor(1, "a"), supervisor(2, "b")).tree(ALL, pid(2));

    assertThat(picture).startsWith(pid(2) + " (b)");
  }

  @Test
  void processThatIsNoSupervisorHasNoTree() {
    TreeCommand command = command(supervisor(1, "a"));

    assertThatThrownBy(() -> command.tree(ALL, pid(7))).hasMessageContaining("is no supervisor");
    assertThatThrownBy(() -> command.tree(0)).hasMessageContaining("limit");
    assertThat(command().tree(ALL)).isEqualTo("no supervisors");
  }
}
