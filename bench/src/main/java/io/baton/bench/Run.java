package io.baton.bench;

import io.baton.bench.source.Source;
import io.baton.bench.source.SourceException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures in rounds. The sources of a chapter take turns: in each round each of them runs once, in
 * a process of its own, so whatever else the machine does meets all peers.
 */
final class Run {
  /** One round of a quick run proves little. */
  private static final int AGAIN = 3;

  private final Size size;
  private final int rounds;
  private final Results results = new Results();
  private final Progress progress;
  private final List<List<Source>> groups;

  /** Of these rows, so many rounds. */
  Run(Size size, int rounds, List<Chapter> chapters, PrintStream out) {
    this.size = size;
    this.rounds = rounds;
    groups = groups(chapters);
    List<Source> toCome = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      groups.forEach(toCome::addAll);
    }
    progress = new Progress(out, size, toCome);
  }

  /** A source that serves several chapters is measured with the first. */
  private static List<List<Source>> groups(List<Chapter> chapters) {
    List<List<Source>> groups = new ArrayList<>();
    List<Source> known = new ArrayList<>();
    for (Chapter chapter : chapters) {
      List<Source> own = sources(chapter.rows()).stream().filter(s -> !known.contains(s)).toList();
      known.addAll(own);
      groups.add(own);
    }
    return groups;
  }

  private static List<Source> sources(List<Row> rows) {
    return rows.stream().flatMap(row -> row.cells().stream()).map(Cell::source).distinct().toList();
  }

  /** What has been measured so far. */
  Results results() {
    return results;
  }

  /** What is done with the figures of each chapter as soon as they are there. */
  interface Keeping {
    void keep() throws IOException;
  }

  /** A promise that is not kept is measured for as many rounds again; all of them count. */
  void measure(List<Chapter> chapters, Keeping keeping) throws InterruptedException, IOException {
    for (List<Source> group : groups) {
      rounds(group, rounds);
      keeping.keep();
    }
    if (size != Size.SMOKE) {
      again(chapters);
      keeping.keep();
    }
  }

  /** How long it will take on an idle machine. */
  String expected() {
    return progress.left();
  }

  private void again(List<Chapter> chapters) throws InterruptedException {
    List<Row> broken =
        chapters.stream()
            .flatMap(chapter -> chapter.rows().stream())
            .filter(results::breaksPromise)
            .toList();
    if (!broken.isEmpty()) {
      progress.says("%d rows break a promise, so once more".formatted(broken.size()));
      List<Source> promised = sources(broken.stream().map(Row::compared).toList());
      int again = Math.max(AGAIN, rounds);
      progress.adds(promised, again);
      rounds(promised, again);
    }
  }

  private void rounds(List<Source> sources, int all) throws InterruptedException {
    for (int round = 1; round <= all; round++) {
      for (Source source : sources) {
        progress.begins(source, round, all);
        long start = System.nanoTime();
        measure(source);
        progress.ended(source, all - round, Duration.ofNanos(System.nanoTime() - start));
      }
    }
  }

  /** What has failed once does not hold up the others again. */
  private void measure(Source source) throws InterruptedException {
    if (results.hasFailed(source)) {
      return;
    }
    try {
      results.add(source, source.measure(size));
    } catch (SourceException e) {
      progress.says("%s: %s".formatted(source.what(), e.getMessage()));
      results.failed(source, e);
    }
  }
}
