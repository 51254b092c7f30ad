package io.baton.bench;

import io.baton.bench.source.Source;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what is being measured, and how long the rest will take, as far as anyone can know. */
final class Progress {
  private final PrintStream out;
  private final Size size;
  private final Map<Source, Duration> taken = new HashMap<>();
  private Duration left;

  /** All of this is to come. */
  Progress(PrintStream out, Size size, List<Source> toCome) {
    this.out = out;
    this.size = size;
    left = toCome.stream().map(this::estimate).reduce(Duration.ZERO, Duration::plus);
  }

  /** This is to come as well. */
  void adds(List<Source> sources, int rounds) {
    for (Source source : sources) {
      left = left.plus(estimate(source).multipliedBy(rounds));
    }
  }

  private Duration estimate(Source source) {
    return taken.getOrDefault(source, source.expected(size));
  }

  void begins(Source source, int round, int rounds) {
    out.printf("bench: %s left: round %d of %d, %s%n", left(), round, rounds, source.what());
  }

  /** From now on, what it took is what it is expected to take in the rounds to come. */
  void ended(Source source, int roundsToCome, Duration time) {
    Duration expected = estimate(source);
    left = left.minus(expected).plus(time.minus(expected).multipliedBy(roundsToCome));
    taken.put(source, time);
  }

  void says(String what) {
    out.println("bench: " + what);
  }

  /** In minutes and seconds. */
  String left() {
    return text(left);
  }

  private static String text(Duration time) {
    Duration shown = time.isNegative() ? Duration.ZERO : time;
    return "%d:%02d".formatted(shown.toMinutes(), shown.toSecondsPart());
  }
}
