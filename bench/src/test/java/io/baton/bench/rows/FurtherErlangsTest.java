package io.baton.bench.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.bench.Cell;
import io.baton.bench.Chapter;
import io.baton.bench.Row;
import io.baton.bench.source.Source;
import io.baton.bench.system.Erlang;
import java.util.List;
import org.junit.jupiter.api.Test;

class FurtherErlangsTest {
  private final List<Chapter> before = Catalogue.chapters();
  private final List<Chapter> after = new FurtherErlangs(Erlang.ON_PATH).beside(before);
  private final String name = Erlang.ON_PATH.name();

  private static List<Row> rows(List<Chapter> chapters) {
    return chapters.stream().flatMap(chapter -> chapter.rows().stream()).toList();
  }

  @Test
  void everyRowThatHasErlangHasTheFurtherOneRightBeforeBaton() {
    for (Row row : rows(after)) {
      List<String> peers = row.cells().stream().map(Cell::peer).toList();

      assertThat(peers.contains(name)).isEqualTo(peers.contains(Cell.ERLANG));
      assertThat(peers.getLast()).isNotEqualTo(name);
    }
    assertThat(rows(after)).hasSameSizeAs(rows(before));
  }

  @Test
  void programOfSeveralRowsStaysOneProgram() {
    assertThat(programs(after, name)).hasSameSizeAs(programs(before, Cell.ERLANG));
  }

  private static List<Source> programs(List<Chapter> chapters, String peer) {
    return rows(chapters).stream()
        .flatMap(row -> row.cell(peer).stream())
        .map(Cell::source)
        .distinct()
        .toList();
  }
}
