package io.baton.scenarios.language;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is played.
 *
 * @param name usually its file
 * @param steps in order
 */
public record Scenario(String name, List<Step> steps) {
  /** Copies the steps. */
  public Scenario {
    steps = List.copyOf(steps);
  }

  /** As it is written to a file, with what it departs in. */
  public String text() {
    return steps.stream()
        .map(step -> step.departs().map("# departs: %s%n"::formatted).orElse("") + step + "\n")
        .collect(Collectors.joining());
  }

  /** What is printed where Erlang prints this. */
  public List<String> onBaton(List<String> erlang) {
    List<String> lines = new java.util.ArrayList<>(erlang);
    for (int i = 0; i < steps.size() && i < lines.size(); i++) {
      int at = i;
      steps.get(i).departs().ifPresent(line -> lines.set(at, line));
    }
    return lines;
  }
}
