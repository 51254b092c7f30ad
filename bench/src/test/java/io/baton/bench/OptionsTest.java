package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void optionsAndRowsMayBeMixed() {
    Options options = Options.of(List.of("3.1", "--quick", "purge", "--crowded"));

    assertThat(options.crowded()).isTrue();
    assertThat(options.list()).isFalse();
    assertThat(options.selection())
        .isEqualTo(new Selection(Size.QUICK, false, List.of("3.1", "purge")));
  }

  @Test
  void eachFurtherErlangIsNamedByItsProgram() {
    Options options = Options.of(List.of("--erlang", "erl-28", "3", "--erlang", "/opt/29/bin/erl"));

    assertThat(options.erlangs()).containsExactly("erl-28", "/opt/29/bin/erl");
    assertThat(options.selection().words()).containsExactly("3");
  }

  @Test
  void aCrowdedRunHasFewerRoundsAndOnlyWhatIsCompared() {
    Row compared =
        Row.of("one", "ns", cell("Felix"), cell(Cell.ERLANG), cell("jshell"), cell(Cell.BATON))
            .target(Target.ratio(1, "Felix"));
    Row bound = Row.of("two", "ns", cell("jshell"), cell(Cell.BATON)).target(new Target.AtMost(5));
    Row alone = Row.of("three", "ns", cell("jshell"), cell(Cell.BATON));
    Row without = Row.of("four", "ns", cell(Cell.ERLANG));
    var chapters =
        List.of(
            new Chapter("a", "A", List.of(compared, bound, alone, without)),
            new Chapter("b", "B", List.of(alone)));
    Options options = Options.of(List.of("--crowded"));

    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.wanted(chapters))
        .singleElement()
        .satisfies(chapter ->
            assertThat(chapter.rows())
                .map(row -> row.cells().stream().map(Cell::peer).toList())
                .containsExactly(List.of("Felix", Cell.BATON), List.of(Cell.BATON)));
    assertThat(Options.of(List.of()).wanted(chapters)).isEqualTo(chapters);
  }

  private static Cell cell(String peer) {
    return Cell.of(peer, new NamedSource(peer), "");
  }

  @Test
  void whatIsNoOptionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.of(List.of("--fast")))
        .withMessageStartingWith("no option is named --fast");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.of(List.of("3", "--erlang")))
        .withMessageStartingWith("--erlang needs a program");
  }
}
