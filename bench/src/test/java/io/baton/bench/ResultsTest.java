package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.bench.driver.Lines;
import io.baton.bench.source.Source;
import io.baton.bench.source.SourceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Results results = new Results();
  private final Source peer = new NamedSource("peer");
  private final Source baton = new NamedSource("baton");
  private final Row row =
      Row.of("a row", "ns", Cell.of("peer", peer, "line"), Cell.of(Cell.BATON, baton, "line"));

  private void add(Source source, Double... values) {
    results.add(source, Map.of("line", List.of(values)));
  }

  @Test
  void aRoundCountsWithItsMedianAndAllRoundsWithTheirs() {
    add(baton, 1.0, 2.0, 90.0);
    add(baton, 4.0);
    add(baton, 3.0);

    Figures figures = results.figures(row.cells().getLast()).orElseThrow();

    assertThat(figures.rounds()).containsExactly(2.0, 4.0, 3.0);
    assertThat(figures.median()).isEqualTo(3);
    assertThat(figures.min()).isEqualTo(2);
    assertThat(figures.max()).isEqualTo(4);
  }

  @Test
  void ofProcessorTimeARoundCountsWithItsMean() {
    String line = "line" + Lines.PROCESSOR;
    results.add(
        baton, Map.of("line", List.of(1.0, 2.0, 90.0), line, List.of(0.0, 0.0, 10.0, 10.0)));

    Row processor = row.inProcessorTime();

    assertThat(results.figures(processor.cells().getLast()).orElseThrow().median()).isEqualTo(5);
    assertThat(results.figures(row.cells().getLast()).orElseThrow().median()).isEqualTo(2);
  }

  @Test
  void aRatioIsWantedOfBothTimesAndAnAmountOfTheClockOnly() {
    Target ratio = Target.ratio(1, "peer");

    assertThat(row.target(ratio).inProcessorTime().target()).isEqualTo(ratio);
    assertThat(row.target(new Target.AtMost(5)).inProcessorTime().target()).isEqualTo(Target.NONE);
    assertThat(row.target(ratio).processorTarget(Target.NONE).inProcessorTime().target())
        .isEqualTo(Target.NONE);
  }

  @Test
  void chapterInProcessorTimeHasTheRowsThatHaveSuchFiguresToCompare() {
    results.add(peer, Map.of("line" + Lines.PROCESSOR, List.of(1.0)));
    results.add(baton, Map.of("line" + Lines.PROCESSOR, List.of(1.0)));
    Row memory = Row.of("no time", "bytes", Cell.of(Cell.BATON, baton, "memory"));
    Row alone = Row.of("no peer", "ms", Cell.of(Cell.BATON, baton, "line"));
    List<Row> rows = List.of(row.beside(Cell.of("other", peer, "memory")), memory, alone);

    Chapter chapter = new Chapter("id", "title", rows).inProcessorTime(results);

    assertThat(chapter.rows()).extracting(Row::name).containsExactly("a row");
    assertThat(chapter.peers()).containsExactly("peer", Cell.BATON);
  }

  @Test
  void aRatioIsMetUpToItsTargetAndBreaksAPromiseOnlyAboveThat() {
    add(peer, 100.0);
    add(baton, 107.0);

    Row missed = row.target(new Target.Ratio(1.05, "peer", 1.1));
    Row broken = row.target(new Target.Ratio(1.05, "peer", 1.06));

    assertThat(results.isMet(missed)).contains(false);
    assertThat(results.breaksPromise(missed)).isFalse();
    assertThat(results.breaksPromise(broken)).isTrue();
  }

  @Test
  void withoutThePeerNothingIsMetOrMissed() {
    add(baton, 107.0);
    results.failed(peer, SourceException.missing("Erlang"));

    assertThat(results.isMet(row.target(Target.ratio(1, "peer")))).isEmpty();
    assertThat(results.failure(row.cells().getFirst())).isEqualTo("no Erlang here");
    assertThat(results.failures()).isEmpty();
  }

  @Test
  void aSourceThatFailsLateKeepsItsFiguresAndSaysWhatHappened() {
    add(baton, 107.0);
    results.failed(baton, SourceException.failed("ended by us after 30 s"));

    assertThat(results.figures(row.cells().getLast())).isPresent();
    assertThat(results.failure(row.cells().getLast())).isEqualTo("ended by us after 30 s");
    assertThat(results.failures()).containsOnlyKeys(baton);
  }
}
