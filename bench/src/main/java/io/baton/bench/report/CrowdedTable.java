package io.baton.bench.report;

import io.baton.bench.Cell;
import io.baton.bench.Chapter;
import io.baton.bench.Results;
import io.baton.bench.Row;
import io.baton.bench.Target;
import java.util.List;
import java.util.Locale;

/**
 * What a crowded machine does to a chapter: of each row that is compared or has a target, only
 * Baton and the peer, by the clock and in processor time.
 */
final class CrowdedTable {
  private final Chapter chapter;
  private final Results results;
  private final RowText text;

  CrowdedTable(Chapter chapter, Results results) {
    this.chapter = chapter;
    this.results = results;
    text = new RowText(results);
  }

  /** Whether the table has a line at all. */
  boolean isEmpty() {
    return rows().isEmpty();
  }

  private List<Row> rows() {
    return chapter.rows().stream()
        .filter(row ->
            row.target() != Target.NONE || !Double.isNaN(results.ratio(row, row.comparedWith())))
        .toList();
  }

  @Override
  public String toString() {
    String head = chapter.title().toLowerCase(Locale.ROOT) + ", crowded";
    var table =
        new Table(head, "peer", Cell.BATON, "ratio", "target", "processor time", "its target");
    for (Row row : rows()) {
      Row processor = row.inProcessorTime();
      table.add(
          RowText.name(row),
          text.figures(row, row.comparedWith()),
          text.figures(row, Cell.BATON),
          text.ratio(row),
          text.target(row),
          text.ratio(processor),
          text.ratio(processor).isEmpty() ? "" : text.target(processor));
    }
    return table.toString();
  }
}
