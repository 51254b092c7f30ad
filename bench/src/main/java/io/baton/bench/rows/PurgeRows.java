package io.baton.bench.rows;

import static io.baton.bench.Cell.BATON;
import static io.baton.bench.Cell.ERLANG;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Row.When;
import io.baton.bench.Target;
import io.baton.bench.plain.SmallBundles;
import io.baton.bench.plain.WaitingThreads;
import io.baton.bench.rows.Programs.Seconds;
import io.baton.bench.rows.Programs.Work;
import io.baton.bench.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads, soft purges and purges with few and with very many processes. */
final class PurgeRows {
  private static final Work WORK = Work.of(1_000_000, 10_000, 1_000);
  private static final Source ERLANGS = Programs.erlang("purges", WORK, new Seconds(30, 4));
  private static final Source OURS = Programs.baton("purges", WORK, new Seconds(100, 8));
  private static final Source THREADS =
      Programs.java("waiting threads", WaitingThreads.class, WORK, new Seconds(8, 3));
  private static final Source SMALL_BUNDLES =
      Programs.java(
          "small bundles on Felix", SmallBundles.class, _ -> List.of(), new Seconds(4, 4));
  private static final String KILL = "kill";
  private static final String UNINSTALLED = "uninstalls alone";
  private static final Target AS_ERLANG = Target.ratio(1, ERLANG);
  private static final Target HALF_OF_ERLANG = Target.ratio(0.5, ERLANG);
  private static final int SOME = 10_000;
  private static final int MANY = 100_000;
  private static final int VERY_MANY = 1_000_000;

  private PurgeRows() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int processes : List.of(SOME, MANY)) {
      String number = "%,d".formatted(processes);
      Target target = processes == MANY ? HALF_OF_ERLANG : AS_ERLANG;
      rows.add(
          row("soft purge, %s bystanders".formatted(number), "bystanders", processes)
              .target(target));
      rows.add(neverLookedAt(processes).target(AS_ERLANG));
      rows.add(
          row("soft purge, %s that have switched".formatted(number), "users", processes)
              .target(target));
    }
    rows.add(
        row("purge that kills 1", KILL, 1)
            .beside(Cell.of(UNINSTALLED, SMALL_BUNDLES, "one"))
            .target(new Target.AtMost(2)));
    for (int processes : List.of(100, SOME, MANY)) {
      rows.add(row("purge that kills %,d".formatted(processes), KILL, processes).target(AS_ERLANG));
    }
    rows.add(
        Row.of(
                "kill of one that spins, all processors busy",
                "ms",
                Cell.of(ERLANG, ERLANGS, "kill of one that spins"),
                Cell.of(BATON, OURS, "kill of one that spins"))
            .target(new Target.AtMost(5)));
    rows.add(application());
    return rows;
  }

  /** Beside the purge of one of the modules: the processes need only be looked at once for all. */
  private static Row application() {
    Work work = Work.of(MANY, SOME, 100);
    Source erlang = Programs.erlang("units", work, new Seconds(6, 2));
    Source baton = Programs.baton("units", work, new Seconds(25, 8));
    String one = "Baton, one module";
    return Row.of(
            "purge of 50 modules, 100,000 bystanders",
            "ms",
            Cell.of(one, baton, "one"),
            Cell.of(ERLANG, erlang, "all"),
            Cell.of(UNINSTALLED, SMALL_BUNDLES, "all"),
            Cell.of(BATON, baton, "all"))
        .target(Target.ratio(1.5, one));
  }

  /** On Erlang no soft purge differs from the others. */
  private static Row neverLookedAt(int processes) {
    return Row.of(
            "soft purge, %,d bystanders that were never looked at".formatted(processes),
            "ms",
            Cell.of(ERLANG, ERLANGS, "bystanders " + processes),
            Cell.of("stacks alone", THREADS, "stacks " + processes),
            Cell.of(BATON, OURS, "bystanders, first " + processes))
        .when(when(processes));
  }

  /** Each of four measurements, from a thousand processes to a million. */
  static List<Row> growth() {
    List<Row> rows = new ArrayList<>();
    Cell bare = Cell.of("install, start", SMALL_BUNDLES, "install and start");
    growth("load", "load", Map.of(MANY, new Target.AtMost(12)))
        .forEach(row -> rows.add(row.beside(bare)));
    rows.addAll(growth("soft purge of bystanders", "bystanders", Map.of()));
    rows.addAll(growth("soft purge after all switched", "users", Map.of()));
    rows.addAll(growth("purge that kills all", KILL, Map.of(VERY_MANY, AS_ERLANG)));
    rows.add(
        Row.of(
                "threads that it left fenced, of 1,000,000 processes",
                "",
                Cell.of(BATON, OURS, "fenced 1000000"))
            .when(When.FULL));
    return rows;
  }

  private static List<Row> growth(String what, String line, Map<Integer, Target> targets) {
    return Programs.powersOfTen(1_000, VERY_MANY)
        .mapToObj(processes ->
            row("%s, %,d processes".formatted(what, processes), line, processes)
                .target(targets.getOrDefault(processes, Target.NONE)))
        .toList();
  }

  private static Row row(String what, String line, int processes) {
    String measured = "%s %d".formatted(line, processes);
    Row both =
        Row.of(what, "ms", Cell.of(ERLANG, ERLANGS, measured), Cell.of(BATON, OURS, measured))
            .when(when(processes));
    return line.equals(KILL) ? both.beside(Cell.of("threads alone", THREADS, measured)) : both;
  }

  /** A quick run has not so many. */
  private static When when(int processes) {
    return processes > SOME ? When.FULL : When.ALWAYS;
  }
}
