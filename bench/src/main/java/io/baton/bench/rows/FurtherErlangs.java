package io.baton.bench.rows;

import io.baton.bench.Cell;
import io.baton.bench.Chapter;
import io.baton.bench.Row;
import io.baton.bench.source.Program;
import io.baton.bench.source.Source;
import io.baton.bench.system.Erlang;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A column for one more Erlang: it does whatever the Erlang does that is found by its name. */
final class FurtherErlangs {
  private final Erlang erlang;

  /** A program that serves several rows is still one program. */
  private final Map<Source, Source> programs = new HashMap<>();

  FurtherErlangs(Erlang erlang) {
    this.erlang = erlang;
  }

  List<Chapter> beside(List<Chapter> chapters) {
    return chapters.stream()
        .map(chapter -> chapter.with(chapter.rows().stream().map(this::beside).toList()))
        .toList();
  }

  private Row beside(Row row) {
    return row.cell(Cell.ERLANG).map(this::same).map(row::beside).orElse(row);
  }

  private Cell same(Cell cell) {
    Source source = programs.computeIfAbsent(cell.source(), this::same);
    return new Cell(erlang.name(), source, cell.line(), cell.scale());
  }

  private Source same(Source source) {
    if (source instanceof Program(var what, int full, int quick, ErlangCommand command)) {
      String other = what.replace("on Erlang", "on " + erlang.name());
      return new Program(other, full, quick, command.on(erlang));
    }
    throw new IllegalArgumentException("expected a program on Erlang, found " + source.what());
  }
}
