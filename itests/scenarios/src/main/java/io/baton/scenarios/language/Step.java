package io.baton.scenarios.language;

import java.util.List;
import java.util.Optional;

/**
 * One step of a scenario.
 *
 * @param line where it stands in its file, from 1 on
 * @param words the first is what to do
 * @param departs what Baton prints where it departs from Erlang on purpose
 */
public record Step(int line, List<String> words, Optional<String> departs) {
  /** Copies the words. */
  public Step {
    words = List.copyOf(words);
  }

  /** A step that no file has. */
  public static Step of(String... words) {
    return new Step(1, List.of(words), Optional.empty());
  }

  /** What to do. */
  public String verb() {
    return words.getFirst();
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
