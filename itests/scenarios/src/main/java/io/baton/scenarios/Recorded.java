package io.baton.scenarios;

import io.baton.scenarios.language.BadScenarioException;
import io.baton.scenarios.language.Parser;
import io.baton.scenarios.language.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Random scenarios with what Erlang has printed. In the file a line that begins with {@code #}
 * begins a scenario, each other line is a step, a tab, and what it printed.
 *
 * @param scenario what was played
 * @param erlang what was printed
 */
record Recorded(Scenario scenario, List<String> erlang) {
  static void write(
      Path file, String version, List<Scenario> scenarios, List<List<String>> transcripts)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < scenarios.size(); i++) {
      Scenario scenario = scenarios.get(i);
      lines.add("# %s, %s".formatted(scenario.name(), version));
      for (int step = 0; step < scenario.steps().size(); step++) {
        lines.add(scenario.steps().get(step) + "\t" + transcripts.get(i).get(step));
      }
    }
    Files.write(file, lines);
  }

  static List<Recorded> read(Path file) throws IOException, BadScenarioException {
    List<Recorded> all = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    List<String> printed = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.reversed()) {
      String[] parts = line.split("\t", 2);
      if (parts.length == 2) {
        steps.addFirst(parts[0]);
        printed.addFirst(parts[1]);
      } else {
        all.addFirst(
            new Recorded(
                Parser.parse(line.substring(2), String.join("\n", steps)), List.copyOf(printed)));
        steps.clear();
        printed.clear();
      }
    }
    return all;
  }
}
