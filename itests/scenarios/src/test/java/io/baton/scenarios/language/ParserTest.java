package io.baton.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  @Test
  void commentsAndBlankLinesAreNoSteps() throws BadScenarioException {
    Scenario scenario = Parser.parse("s", "# one\n\n  load  alpha\t1 \n# two\nspawn p alpha\n");

    assertThat(scenario.steps())
        .extracting(Step::toString)
        .containsExactly("load alpha 1", "spawn p alpha");
    assertThat(scenario.steps()).extracting(Step::line).containsExactly(3, 5);
  }

  @Test
  void aDepartureBelongsToTheNextStepAndIsWrittenAgain() throws BadScenarioException {
    String text = "load alpha 1\n# departs: true\nalive p\n";

    Scenario scenario = Parser.parse("s", text);

    assertThat(scenario.steps().getFirst().departs()).isEmpty();
    assertThat(scenario.steps().getLast().departs()).contains("true");
    assertThat(scenario.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load alpha 1",
        "load_file alpha 2",
        "load_corrupt alpha",
        "load_wrong_name alpha beta 2",
        "load_missing alpha",
        "load_refusing alpha 3",
        "ensure_loaded alpha",
        "on_path alpha 1",
        "compile alpha 1",
        "off_path alpha",
        "load_path alpha",
        "which alpha",
        "status alpha",
        "atomic_load alpha=1",
        "atomic_load alpha=1 beta=corrupt gamma=refusing delta=missing",
        "delete alpha",
        "purge alpha",
        "soft_purge alpha",
        "old alpha",
        "loaded alpha",
        "stick alpha",
        "unstick alpha",
        "uses p alpha",
        "spawn p alpha",
        "post p hi there",
        "exit p kill",
        "alive p",
        "down p",
        "settle",
        "sup s one_for_one 3 5 a=alpha",
        "sup s rest_for_one 0 5 a=alpha b=beta",
        "tell p version",
        "tell p peek",
        "tell p peek beta",
        "tell p local",
        "tell p qualified",
        "tell p nest",
        "tell p unnest",
        "tell p hold local",
        "tell p hold external",
        "tell p call",
        "tell p drop",
        "tell p count -1",
        "tell p spawn q local",
        "tell p spawn q qualified",
        "tell p trap",
        "tell p link q",
        "tell p unlink q",
        "tell p monitor q",
        "tell p send q hi there",
        "tell p exit q boom",
        "tell p mail",
        "tell p stop enough",
        "tell p crash",
        "tell p spin"
      })
  void everyStepOfTheLanguageIsUnderstood(String line) throws BadScenarioException {
    assertThat(Parser.parse("s", line).steps()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          load                   | s:1: load: expected a module, such as alpha, found the end of the line
          load Alpha 1           | s:1: load: expected a module, such as alpha, found 'Alpha'
          load alpha x           | s:1: load: expected a version, such as 2, found 'x'
          load alpha 1 2         | s:1: load: expected the end of the line, found '2'
          settle now             | s:1: settle: expected the end of the line, found 'now'
          post p                 | s:1: post: expected a text, found the end of the line
          atomic_load alpha      | s:1: atomic_load: expected a module and what to load, such as alpha=2 or alpha=corrupt, found 'alpha'
          tell p                 | s:1: tell: expected an instruction
          tell p fly             | found 'fly'
          tell p hold me         | s:1: tell: hold: expected local or external, found 'me'
          tell p peek a b        | s:1: tell: peek: expected the end of the line, found 'b'
          sup s one 1 5 a=alpha  | s:1: sup: expected one_for_one, one_for_all or rest_for_one, found 'one'
          sup s one_for_one 1 5  | s:1: sup: expected a child and its module, such as c=alpha, found the end of the line
          frobnicate             | s:1: expected a step (
          """)
  void whatIsWrongIsSaidWithItsPlace(String line, String message) {
    assertThatThrownBy(() -> Parser.parse("s", line))
        .isInstanceOf(BadScenarioException.class)
        .hasMessageContaining(message);
  }

  @Test
  void allThatIsWrongIsSaidTogether() {
    assertThatThrownBy(() -> Parser.parse("s", "load\nsettle\npurge"))
        .hasMessageContaining("s:1: load:")
        .hasMessageContaining("s:3: purge:");
  }
}
