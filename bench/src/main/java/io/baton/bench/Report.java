package io.baton.bench;

import io.baton.bench.system.SideBySide;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One run: what was measured, and whether the targets are met. */
final class Report {
  private final Settings settings;
  private final List<Row> calls;
  private final List<Row> processes;
  private final List<SideBySide.Work> works;
  private final List<SideBySide> systems = new ArrayList<>();
  private final Rounds callRounds;
  private final Rounds processRounds;

  Report(Settings settings, PrintStream log) {
    this.settings = settings;
    calls =
        Stream.of(Rows.loops(), Rows.calls(), Rows.handovers())
            .flatMap(List::stream)
            .filter(settings::wants)
            .toList();
    processes = Rows.processes().stream().filter(settings::wants).toList();
    works = Stream.of(Systems.PURGES, Systems.PROCESSES).filter(settings::wantsSystem).toList();
    if (calls.isEmpty() && processes.isEmpty() && works.isEmpty()) {
      throw new IllegalArgumentException("nothing to measure is named like " + settings.pattern());
    }
    OutputFormat format = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
    callRounds = new Rounds(System.err, format, TimeValue.milliseconds(100));
    processRounds =
        new Rounds(System.err, format, TimeValue.milliseconds(settings.quick() ? 200 : 500));
  }

  /** A row that misses is measured for as many rounds again; all of them count. */
  void measure() throws RunnerException, IOException, InterruptedException {
    callRounds.measure(calls, settings.rounds());
    List<Row> again = calls.stream().filter(this::misses).toList();
    if (!again.isEmpty()) {
      System.err.println("not clear yet, so once more:");
      callRounds.measure(again, settings.rounds());
    }
    processRounds.measure(processes, settings.rounds());
    for (SideBySide.Work work : works) {
      var system = new SideBySide(work, System.err);
      system.measure(settings.rounds());
      systems.add(system);
    }
  }

  private boolean misses(Row row) {
    return ratio(row) > row.target();
  }

  private double ratio(Row row) {
    return row.direct()
        .map(direct -> callRounds.cpu(row.measured()).median() / callRounds.cpu(direct).median())
        .orElse(Double.NaN);
  }

  /** A line for each target that is not met. */
  List<String> missed() {
    return calls.stream()
        .filter(this::misses)
        .map(row ->
            "%s: %.2f × what it is compared with, must be at most %s"
                .formatted(row.what(), ratio(row), row.target()))
        .toList();
  }

  /** All iterations, in JMH's own format. */
  void write(Path file) throws IOException {
    Collection<RunResult> all = new ArrayList<>(callRounds.results());
    all.addAll(processRounds.results());
    try (var out = new PrintStream(Files.newOutputStream(file))) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(all);
    }
  }

  @Override
  public String toString() {
    return String.join("\n\n", tables());
  }

  private List<String> tables() {
    List<String> tables = new ArrayList<>();
    if (!calls.isEmpty()) {
      tables.add(callTable().toString());
    }
    if (!processes.isEmpty()) {
      tables.add(processTable().toString());
    }
    for (int i = 0; i < systems.size(); i++) {
      tables.add(systemTable(works.get(i).what(), systems.get(i)).toString());
    }
    return tables;
  }

  private static Table systemTable(String what, SideBySide system) {
    var table = new Table(what, "Erlang", "Baton", "ratio");
    for (SideBySide.Line line : system.lines()) {
      table.add(
          line.what(),
          SideBySide.Line.text(line.erlang()),
          SideBySide.Line.text(line.baton()),
          line.erlang().isEmpty() ? "" : "%.2f".formatted(line.ratio()));
    }
    return table;
  }

  private Table callTable() {
    var table = new Table("call, loop or record", "plain, ns", "with Baton, ns", "ratio", "target");
    for (Row row : calls) {
      String nanos = callRounds.cpu(row.measured()).toString();
      if (row.direct().isEmpty()) {
        table.add(row.what(), nanos, "", "", "");
      } else {
        String direct = callRounds.cpu(row.direct().get()).toString();
        table.add(row.what(), direct, nanos, "%.2f".formatted(ratio(row)), target(row));
      }
    }
    return table;
  }

  private String target(Row row) {
    if (row.target() == Row.NONE) {
      return "none";
    }
    return misses(row) ? "missed" : "met";
  }

  private Table processTable() {
    var table = new Table("processes", "time, ns", "processor time, ns");
    for (Row row : processes) {
      table.add(
          row.what(),
          processRounds.wall(row.measured()).toString(),
          processRounds.cpu(row.measured()).toString());
    }
    return table;
  }
}
