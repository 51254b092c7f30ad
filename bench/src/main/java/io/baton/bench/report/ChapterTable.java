package io.baton.bench.report;

import io.baton.bench.Chapter;
import io.baton.bench.Results;
import io.baton.bench.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chapter as a table: a column for each peer, the ratio to one of them, and the target. */
final class ChapterTable {
  private final Chapter chapter;
  private final RowText text;

  ChapterTable(Chapter chapter, Results results) {
    this.chapter = chapter;
    text = new RowText(results);
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
    cells.add(RowText.name(row));
    chapter.peers().forEach(peer -> cells.add(text.figures(row, peer)));
    cells.add(text.ratio(row));
    cells.add(text.target(row));
    return cells;
  }
}
