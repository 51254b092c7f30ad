package io.baton.bench.report;

import io.baton.bench.Cell;
import io.baton.bench.Figures;
import io.baton.bench.Results;
import io.baton.bench.Row;
import io.baton.bench.Target;
import java.util.Optional;

/** The parts of a row in words. */
final class RowText {
  private final Results results;

  RowText(Results results) {
    this.results = results;
  }

  static String name(Row row) {
    return row.unit().isEmpty() ? row.name() : row.name() + ", " + row.unit();
  }

  /** The figures of a peer, or why there are none; empty if it has none in this row. */
  String figures(Row row, String peer) {
    return row.cell(peer).map(this::figures).orElse("");
  }

  private String figures(Cell cell) {
    Optional<Figures> figures = results.figures(cell);
    String failure = results.failure(cell);
    if (failure.isEmpty()) {
      return figures.map(Numbers::text).orElseThrow();
    }
    return figures.map(some -> Numbers.text(some) + "; then " + failure).orElse(failure);
  }

  String ratio(Row row) {
    double ratio = results.ratio(row, row.comparedWith());
    return Double.isNaN(ratio) ? "" : "%.2f × %s".formatted(ratio, row.comparedWith());
  }

  String target(Row row) {
    String met = results.isMet(row).map(is -> is ? ": met" : ": **missed**").orElse("");
    return switch (row.target()) {
      case Target.None() -> "";
      case Target.Ratio(double most, _, _) -> "≤ %s ×%s".formatted(most, met);
      case Target.AtMost(double most) -> "≤ %s%s".formatted(Numbers.text(most), met);
    };
  }
}
