package io.baton.bench;

import io.baton.bench.report.Machine;
import io.baton.bench.report.Report;
import io.baton.bench.rows.Catalogue;
import io.baton.bench.system.Erlang;
import io.baton.bench.system.Neighbours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The program behind {@code bench/run}. */
public final class Main {
  static final int OK = 0;
  static final int MISSED = 1;
  static final int MISUSED = 2;

  private static final Path TARGET = Path.of("bench", "target");

  private Main() {}

  /** Measures, prints, and ends with a status. */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    int status;
    try {
      status = run(Options.of(List.of(arguments)));
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      status = MISUSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      status = MISSED;
    }
    System.exit(status);
  }

  private static int run(Options options) throws IOException, InterruptedException {
    Selection selection = options.selection();
    List<Erlang> further = Erlang.further(options.erlangs());
    List<Chapter> all = Catalogue.chapters(further);
    List<Chapter> chapters = options.wanted(all);
    var run = new Run(selection.size(), options.rounds(), chapters, System.err);
    if (options.list()) {
      list(all, chapters);
      System.err.printf("bench: takes about %s minutes on an idle machine%n", run.expected());
      return OK;
    }
    Files.createDirectories(TARGET);
    Results results = run.results();
    Report report;
    try (Neighbours neighbours = options.crowded() ? Neighbours.start() : Neighbours.none()) {
      if (options.crowded()) {
        System.err.println("bench: " + neighbours);
      }
      report = new Report(chapters, results, machine(further, neighbours));
      run.measure(chapters, () -> report.writeTo(TARGET.resolve("report")));
    }
    if (selection.equals(new Selection(Size.FULL, false, List.of()))) {
      report.publish(Path.of("docs"));
    }
    if (selection.size() != Size.FULL) {
      System.out.println("Less of everything than the names of the rows say, and one round.\n");
    }
    System.out.println(report);
    return complain(selection.size() == Size.SMOKE ? failures(results) : missed(chapters, results));
  }

  private static Machine machine(List<Erlang> further, Neighbours neighbours) {
    List<Erlang> erlangs = new ArrayList<>(List.of(Erlang.ON_PATH));
    erlangs.addAll(further);
    return Machine.here(erlangs, neighbours.toString());
  }

  private static void list(List<Chapter> all, List<Chapter> wanted) {
    for (Chapter chapter : all) {
      for (Selection.Numbered row : Selection.numbered(all, chapter)) {
        if (wanted.stream().anyMatch(some -> some.rows().contains(row.row()))) {
          System.out.printf("%-6s%s: %s%n", row.number(), chapter.title(), row.row().name());
        }
      }
    }
  }

  private static List<String> missed(List<Chapter> chapters, Results results) {
    List<String> lines = new ArrayList<>(failures(results));
    for (Chapter chapter : chapters) {
      for (Row row : chapter.rows()) {
        if (results.breaksPromise(row) && row.target() instanceof Target.Ratio target) {
          lines.add(
              "%s: %.2f × %s, promised is at most %s"
                  .formatted(
                      row.name(),
                      results.ratio(row, target.peer()),
                      target.peer(),
                      target.promised()));
        }
      }
    }
    return lines;
  }

  private static List<String> failures(Results results) {
    return results.failures().entrySet().stream()
        .map(entry -> "%s: %s".formatted(entry.getKey().what(), entry.getValue().getMessage()))
        .toList();
  }

  private static int complain(List<String> lines) {
    lines.forEach(line -> System.err.println("bench: " + line));
    return lines.isEmpty() ? OK : MISSED;
  }
}
