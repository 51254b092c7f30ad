package io.baton.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One table.
 *
 * @param id in the file with the results, and in the marks of the documentation
 * @param title in words
 * @param rows its lines
 * @param growth whether each row is one of a line, so that a chart shows it
 */
public record Chapter(String id, String title, List<Row> rows, boolean growth) {
  /** A table. */
  public Chapter(String id, String title, List<Row> rows) {
    this(id, title, rows, false);
  }

  /** The rows with the figures of their processor time, if there are any to compare. */
  public Chapter inProcessorTime(Results results) {
    List<Row> some =
        rows.stream()
            .map(Row::inProcessorTime)
            .map(row -> row.withOnly(cell -> results.figures(cell).isPresent()))
            .filter(row -> row.cell(Cell.BATON).isPresent() && row.cells().size() > 1)
            .toList();
    return new Chapter(id, title + ", processor time", some);
  }

  /** What a crowded run has of it: rows that are compared or have a target, with that peer only. */
  Chapter compared() {
    return with(
        rows.stream()
            .map(Row::compared)
            .filter(row -> row.cell(Cell.BATON).isPresent())
            .filter(row -> row.target() != Target.NONE || row.cells().size() > 1)
            .toList());
  }

  /** The columns, Baton last. */
  public List<String> peers() {
    Set<String> peers = new LinkedHashSet<>();
    rows.forEach(row -> row.cells().forEach(cell -> peers.add(cell.peer())));
    if (peers.remove(Cell.BATON)) {
      peers.add(Cell.BATON);
    }
    return List.copyOf(peers);
  }

  /** The same with some rows. */
  public Chapter with(List<Row> some) {
    return new Chapter(id, title, some, growth);
  }
}
