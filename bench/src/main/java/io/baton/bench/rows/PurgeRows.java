package io.baton.bench.rows;

import static io.baton.bench.Cell.BATON;
import static io.baton.bench.Cell.ERLANG;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Target;
import io.baton.bench.rows.Programs.Seconds;
import io.baton.bench.rows.Programs.Work;
import io.baton.bench.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads, soft purges and purges with few and with very many processes. */
final class PurgeRows {
  private static final Work WORK = Work.of(1_000_000, 10_000, 1_000);
  private static final Source ERLANGS = Programs.erlang("purges", WORK, new Seconds(35, 4));
  private static final Source OURS = Programs.baton("purges", WORK, new Seconds(60, 8));
  private static final Target AS_ERLANG = Target.ratio(1, ERLANG);
  private static final int SOME = 100_000;

  private PurgeRows() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int processes : List.of(10_000, SOME)) {
      rows.add(
          row(
                  "soft purge, %,d bystanders".formatted(processes),
                  "bystanders " + processes,
                  "bystanders " + processes)
              .target(processes == SOME ? Target.ratio(0.5, ERLANG) : AS_ERLANG));
      rows.add(
          row(
                  "soft purge, %,d bystanders that were never looked at".formatted(processes),
                  "bystanders " + processes,
                  "bystanders, first " + processes)
              .target(AS_ERLANG));
      rows.add(
          row(
                  "soft purge, %,d that have switched".formatted(processes),
                  "users " + processes,
                  "users " + processes)
              .target(AS_ERLANG));
    }
    for (int processes : List.of(1, 100, 10_000, SOME)) {
      String line = "kill " + processes;
      rows.add(row("purge that kills %,d".formatted(processes), line, line).target(AS_ERLANG));
    }
    rows.add(
        row("kill of one that spins, all processors busy", "kill who spins", "kill who spins")
            .target(new Target.AtMost(5)));
    return rows;
  }

  /** Each of four measurements, from a thousand processes to a million. */
  static List<Row> growth() {
    List<Row> rows = new ArrayList<>();
    Map<String, String> names =
        Map.of(
            "load", "load",
            "bystanders", "soft purge, bystanders",
            "users", "soft purge, switched",
            "kill", "purge that kills all");
    for (String line : List.of("load", "bystanders", "users", "kill")) {
      Programs.powersOfTen(1_000, 1_000_000)
          .forEach(processes -> {
            String what = "%s, %,d processes".formatted(names.get(line), processes);
            String measured = "%s %d".formatted(line, processes);
            rows.add(row(what, measured, measured));
          });
    }
    return rows;
  }

  private static Row row(String what, String erlang, String ours) {
    return Row.of(what, "ms", Cell.of(ERLANG, ERLANGS, erlang), Cell.of(BATON, OURS, ours));
  }
}
