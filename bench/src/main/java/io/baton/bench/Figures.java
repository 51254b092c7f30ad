package io.baton.bench;

import java.util.Arrays;
import java.util.List;

/** What was measured in several rounds: one number for each. Never empty. */
public final class Figures {
  private final List<Double> rounds;
  private final double[] sorted;

  /**
   * The numbers.
   *
   * @param rounds in order of time; at least one
   */
  public Figures(List<Double> rounds) {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("expected at least one round, found none");
    }
    this.rounds = List.copyOf(rounds);
    sorted = rounds.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
  }

  /** In order of time. */
  public List<Double> rounds() {
    return rounds;
  }

  /** The middle one, or the mean of the two in the middle. */
  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The average. */
  double mean() {
    return Arrays.stream(sorted).average().orElseThrow();
  }

  /** The lowest. */
  public double min() {
    return sorted[0];
  }

  /** The highest. */
  public double max() {
    return sorted[sorted.length - 1];
  }

  /** All of them in another unit. */
  public Figures times(double scale) {
    return scale == 1 ? this : new Figures(rounds.stream().map(value -> value * scale).toList());
  }
}
