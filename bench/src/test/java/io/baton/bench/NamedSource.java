package io.baton.bench;

import io.baton.bench.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Measures nothing. */
record NamedSource(String what) implements Source {
  @Override
  public Duration expected(Size size) {
    return Duration.ZERO;
  }

  @Override
  public Map<String, List<Double>> measure(Size size) {
    return Map.of();
  }
}
