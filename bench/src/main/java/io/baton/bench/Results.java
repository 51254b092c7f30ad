package io.baton.bench;

import io.baton.bench.driver.Lines;
import io.baton.bench.source.Source;
import io.baton.bench.source.SourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all sources have said so far. */
public final class Results {
  private final Map<Source, Map<String, List<Double>>> rounds = new HashMap<>();
  private final Map<Source, SourceException> failures = new LinkedHashMap<>();

  /** Of each measurement of a round, the median counts; of processor time, the mean. */
  void add(Source source, Map<String, List<Double>> round) {
    Map<String, List<Double>> all = rounds.computeIfAbsent(source, _ -> new HashMap<>());
    round.forEach((line, values) ->
        all.computeIfAbsent(line, _ -> new ArrayList<>()).add(one(line, new Figures(values))));
  }

  /** Systems count processor time in ticks, whose errors cancel out in a mean. */
  private static double one(String line, Figures round) {
    return line.endsWith(Lines.PROCESSOR) ? round.mean() : round.median();
  }

  void failed(Source source, SourceException failure) {
    failures.put(source, failure);
  }

  boolean hasFailed(Source source) {
    return failures.containsKey(source);
  }

  /** The peers that have failed, without those that this machine does not have. */
  Map<Source, SourceException> failures() {
    Map<Source, SourceException> real = new LinkedHashMap<>(failures);
    real.values().removeIf(SourceException::isPeerMissing);
    return real;
  }

  /** In the unit of the row; empty if there are none. */
  public Optional<Figures> figures(Cell cell) {
    return Optional.ofNullable(rounds.getOrDefault(cell.source(), Map.of()).get(cell.line()))
        .map(values -> new Figures(values).times(cell.scale()));
  }

  /** Why a figure is missing, or stands for fewer rounds; empty if all is well. */
  public String failure(Cell cell) {
    SourceException failure = failures.get(cell.source());
    if (failure != null) {
      return String.valueOf(failure.getMessage());
    }
    return figures(cell).isPresent() ? "" : "not measured";
  }

  /** Baton's median by a peer's; NaN if one of them is missing, or is less than nothing. */
  public double ratio(Row row, String peer) {
    Optional<Figures> baton = row.cell(Cell.BATON).flatMap(this::figures);
    Optional<Figures> other = row.cell(peer).flatMap(this::figures);
    boolean comparable =
        baton.isPresent()
            && other.isPresent()
            && baton.get().median() >= 0
            && other.get().median() > 0;
    return comparable ? baton.get().median() / other.get().median() : Double.NaN;
  }

  /** Whether a row does what is wanted; empty if nothing is, or not all figures are there. */
  public Optional<Boolean> isMet(Row row) {
    return switch (row.target()) {
      case Target.None() -> Optional.empty();
      case Target.Ratio(double most, String peer, _) -> isAtMost(ratio(row, peer), most);
      case Target.AtMost(double most) ->
          row.cell(Cell.BATON)
              .flatMap(this::figures)
              .flatMap(figures -> isAtMost(figures.median(), most));
    };
  }

  private static Optional<Boolean> isAtMost(double value, double most) {
    return Double.isNaN(value) ? Optional.empty() : Optional.of(value <= most);
  }

  /** Whether a row is worse than is promised. */
  boolean breaksPromise(Row row) {
    return row.target() instanceof Target.Ratio(_, String peer, double promised)
        && ratio(row, peer) > promised;
  }
}
