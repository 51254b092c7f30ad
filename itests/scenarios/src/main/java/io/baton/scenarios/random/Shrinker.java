package io.baton.scenarios.random;

import io.baton.scenarios.language.Scenario;
import io.baton.scenarios.language.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a scenario smaller as long as it still shows the difference (delta debugging). */
public final class Shrinker {
  private final Test test;

  /** Asks which of some scenarios show the difference. */
  @FunctionalInterface
  public interface Test {
    /** The first of them that does. */
    Optional<Scenario> firstThatDiffers(List<Scenario> candidates)
        throws IOException, InterruptedException;
  }

  /** Shrinks by a test. */
  public Shrinker(Test test) {
    this.test = test;
  }

  /** The smallest that was found; no step of it can be left out. */
  public Scenario shrink(Scenario scenario) throws IOException, InterruptedException {
    Scenario smallest = scenario;
    int chunk = Math.max(1, scenario.steps().size() / 2);
    while (chunk >= 1) {
      Optional<Scenario> smaller = test.firstThatDiffers(without(smallest, chunk));
      if (smaller.isPresent()) {
        smallest = smaller.get();
        chunk = Math.min(chunk, Math.max(1, smallest.steps().size() / 2));
      } else {
        chunk = chunk == 1 ? 0 : (chunk + 1) / 2;
      }
    }
    return smallest;
  }

  /** Each part of that length left out once; what is a race then is no candidate. */
  private static List<Scenario> without(Scenario scenario, int length) {
    List<Scenario> candidates = new ArrayList<>();
    List<Step> steps = scenario.steps();
    for (int from = steps.size() - length; from > -length; from -= length) {
      List<Step> left = new ArrayList<>(steps.subList(0, Math.max(0, from)));
      left.addAll(steps.subList(from + length, steps.size()));
      if (!left.isEmpty() && World.after(left) != null) {
        candidates.add(new Scenario(scenario.name(), left));
      }
    }
    return candidates;
  }
}
