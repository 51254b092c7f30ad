package io.baton.bench.report;

import io.baton.bench.Figures;

/** Numbers as people read them: with as many digits as mean something. */
final class Numbers {
  private Numbers() {}

  static String text(double value) {
    double size = Math.abs(value);
    if (size == Math.rint(size) && size < 1000) {
      return "%.0f".formatted(value);
    }
    return (size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f").formatted(value);
  }

  /** The median, and in brackets the lowest and the highest round if there are several. */
  static String text(Figures figures) {
    return figures.rounds().size() == 1
        ? text(figures.median())
        : "%s (%s–%s)".formatted(text(figures.median()), text(figures.min()), text(figures.max()));
  }
}
