package io.baton.bench;

import java.util.Arrays;

/** Nanoseconds for an operation, one for each iteration. */
final class Samples {
  private final double[] sorted;

  Samples(double[] nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  double median() {
    return quantile(0.5);
  }

  /** Linear between the two nearest. */
  double quantile(double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** The median, and between what the middle half of all iterations is. */
  @Override
  public String toString() {
    return "%s (%s–%s)".formatted(text(median()), text(quantile(0.25)), text(quantile(0.75)));
  }

  private static String text(double nanos) {
    return (nanos < 10 ? "%.2f" : "%.0f").formatted(nanos);
  }
}
