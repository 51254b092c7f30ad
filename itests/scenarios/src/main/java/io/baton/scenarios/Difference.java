package io.baton.scenarios;

import io.baton.scenarios.language.Scenario;
import io.baton.scenarios.language.Step;
import java.util.List;
import java.util.Optional;

/**
 * Where two transcripts differ first. Where the scenario says that Baton departs, it must print
 * what the scenario says.
 *
 * @param scenario what was played
 * @param at the index of the step
 * @param erlang all of Erlang's transcript
 * @param baton all of Baton's
 */
record Difference(Scenario scenario, int at, List<String> erlang, List<String> baton) {
  private static final int AROUND = 10;

  /** Compares. */
  static Optional<Difference> between(Scenario scenario, List<String> erlang, List<String> baton) {
    List<String> expected = scenario.onBaton(erlang);
    for (int i = 0; i < scenario.steps().size(); i++) {
      if (!expected.get(i).equals(baton.get(i))) {
        return Optional.of(new Difference(scenario, i, erlang, baton));
      }
    }
    return Optional.empty();
  }

  /** The step, with the ten lines before and after it. */
  String text() {
    StringBuilder text = new StringBuilder();
    Step step = scenario.steps().get(at);
    text.append(
        "%s:%d: %s: Erlang prints \"%s\", Baton \"%s\"%n"
            .formatted(scenario.name(), step.line(), step, expected(), baton.get(at)));
    int last = Math.min(scenario.steps().size(), at + AROUND + 1);
    for (int i = Math.max(0, at - AROUND); i < last; i++) {
      text.append(row(i));
    }
    return text.toString();
  }

  private String expected() {
    return scenario.onBaton(erlang).get(at);
  }

  private String row(int i) {
    String step = scenario.steps().get(i).toString();
    String expected = scenario.onBaton(erlang).get(i);
    return expected.equals(baton.get(i))
        ? "  %-36s %s%n".formatted(step, expected)
        : "- %-36s %s%n+ %-36s %s%n".formatted(step, expected, step, baton.get(i));
  }
}
