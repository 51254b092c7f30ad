package io.baton.scenarios.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.scenarios.language.Scenario;
import io.baton.scenarios.language.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  /** Differs if this is in it, in this order. */
  private static boolean differs(Scenario scenario, List<String> needed) {
    var left = needed.iterator();
    String next = left.next();
    for (Step step : scenario.steps()) {
      if (step.toString().equals(next)) {
        if (!left.hasNext()) {
          return true;
        }
        next = left.next();
      }
    }
    return false;
  }

  @Test
  void whatDoesNotMatterIsLeftOut() throws Exception {
    Scenario scenario = Generator.make(3);
    List<String> needed =
        List.of(scenario.steps().get(2).toString(), scenario.steps().getLast().toString());
    var shrinker =
        new Shrinker(candidates -> candidates.stream().filter(c -> differs(c, needed)).findFirst());

    Scenario smallest = shrinker.shrink(scenario);

    assertThat(smallest.steps()).extracting(Step::toString).isEqualTo(needed);
  }
}
