package io.baton.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.scenarios.language.Parser;
import io.baton.scenarios.language.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final List<String> ERLANG = List.of("ok", "false", "1");

  private static Scenario scenario() throws Exception {
    return Parser.parse("s", "load alpha 1\n# departs: true\nalive p\nloaded alpha\n");
  }

  @Test
  void sameLinesAreNoDifferenceAndNeitherIsTheDepartureThatTheScenarioNames() throws Exception {
    assertThat(Difference.between(scenario(), ERLANG, List.of("ok", "true", "1"))).isEmpty();
  }

  @Test
  void aDepartureThatDoesNotHappenIsADifference() throws Exception {
    assertThat(Difference.between(scenario(), ERLANG, ERLANG)).isPresent();
  }

  @Test
  void theTextSaysWhereAndShowsBothLines() throws Exception {
    var difference = Difference.between(scenario(), ERLANG, List.of("ok", "true", "2"));

    assertThat(difference.orElseThrow().text())
        .startsWith("s:4: loaded alpha: Erlang prints \"1\", Baton \"2\"")
        .containsPattern("- loaded alpha +1\n\\+ loaded alpha +2\n");
  }
}
