package io.baton.bench.report;

import io.baton.bench.Cell;
import io.baton.bench.Chapter;
import io.baton.bench.Figures;
import io.baton.bench.Results;
import io.baton.bench.Row;
import io.baton.bench.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A chapter as a table: a column for each peer, the ratio to one of them, and the target. */
final class ChapterTable {
  private final Chapter chapter;
  private final Results results;

  ChapterTable(Chapter chapter, Results results) {
    this.chapter = chapter;
    this.results = results;
  }

  @Override
  public String toString() {
    List<String> heads = new ArrayList<>();
    heads.add(chapter.title().toLowerCase(Locale.ROOT));
    heads.addAll(chapter.peers());
    heads.addAll(List.of("ratio", "target"));
    var table = new Table(heads.toArray(String[]::new));
    for (Row row : chapter.rows()) {
      table.add(cells(row).toArray(String[]::new));
    }
    return table.toString();
  }

  private List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(row.unit().isEmpty() ? row.name() : row.name() + ", " + row.unit());
    for (String peer : chapter.peers()) {
      cells.add(row.cell(peer).map(this::text).orElse(""));
    }
    cells.add(ratio(row));
    cells.add(target(row));
    return cells;
  }

  private String text(Cell cell) {
    Optional<Figures> figures = results.figures(cell);
    String failure = results.failure(cell);
    if (failure.isEmpty()) {
      return figures.map(Numbers::text).orElseThrow();
    }
    return figures.map(some -> Numbers.text(some) + "; then " + failure).orElse(failure);
  }

  /** To the peer of the target, or else to Erlang. */
  private String ratio(Row row) {
    String peer = row.target() instanceof Target.Ratio target ? target.peer() : Cell.ERLANG;
    double ratio = results.ratio(row, peer);
    return Double.isNaN(ratio) ? "" : "%.2f × %s".formatted(ratio, peer);
  }

  private String target(Row row) {
    String met = results.isMet(row).map(is -> is ? ": met" : ": **missed**").orElse("");
    return switch (row.target()) {
      case Target.None() -> "";
      case Target.Ratio(double most, _, _) -> "≤ %s ×%s".formatted(most, met);
      case Target.AtMost(double most) -> "≤ %s%s".formatted(Numbers.text(most), met);
    };
  }
}
