package io.baton.bench.rows;

import static io.baton.bench.Cell.BATON;
import static io.baton.bench.Cell.ERLANG;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Target;
import io.baton.bench.plain.NewLoaders;
import io.baton.bench.plain.PlainLoads;
import io.baton.bench.plain.Redefinitions;
import io.baton.bench.plain.ShellEdits;
import io.baton.bench.rows.Programs.Seconds;
import io.baton.bench.rows.Programs.Work;
import io.baton.bench.source.Source;
import java.util.ArrayList;
import java.util.List;

/** Loads of a module of fifty classes, and what others notice of them. */
final class LoadRows {
  private static final String INSTALL = "install, start";
  private static final String LINKED = "all linked, start";

  private static final Work LOADS = Work.of(200, 50, 5);
  private static final Source OURS = Programs.baton("loads", LOADS, new Seconds(14, 6));
  private static final Source ERLANGS = Programs.erlang("loads", LOADS, new Seconds(4, 3));
  private static final Source PLAIN =
      Programs.java(
          "loads on Felix", PlainLoads.class, LOADS.and(Work.of(30, 10, 2)), new Seconds(15, 6));
  private static final Source PLAIN_LINKED =
      Programs.java(
          "loads on Felix, all linked",
          PlainLoads.class,
          LOADS.and(_ -> List.of("linked")),
          new Seconds(7, 4));

  private LoadRows() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String quantile : List.of("median", "p99")) {
      rows.add(
          Row.of(
                  "load of 50 classes beside the version that runs, " + quantile,
                  "ms",
                  Cell.of(INSTALL, PLAIN, "install and start, " + quantile),
                  Cell.of(LINKED, PLAIN_LINKED, "install and start, " + quantile),
                  update(0, quantile),
                  update(10, quantile),
                  update(100, quantile),
                  Cell.of(ERLANG, ERLANGS, "load, " + quantile),
                  Cell.of(BATON, OURS, "load, " + quantile))
              .target(Target.ratio(1.2, INSTALL)));
    }
    for (String quantile : List.of("median", "p99")) {
      rows.add(
          Row.of(
                  "load of 50 classes of which one is new, " + quantile,
                  "ms",
                  Cell.of(INSTALL, PLAIN, "install and start of one new class, " + quantile),
                  Cell.of(LINKED, PLAIN_LINKED, "install and start of one new class, " + quantile),
                  Cell.of(BATON, OURS, "load of one new class, " + quantile))
              .target(Target.ratio(1.2, INSTALL)));
    }
    return rows;
  }

  private static Cell update(int dependents, String quantile) {
    return Cell.of(
        "update, %d depend".formatted(dependents),
        PLAIN,
        "update, %d dependents, %s".formatted(dependents, quantile));
  }

  static List<Row> edits() {
    Work edits = Work.of(200, 50, 3);
    var baton = Programs.baton("edits", edits, new Seconds(20, 10));
    var erlang = Programs.erlang("edits", edits, new Seconds(6, 3));
    var shell = Programs.java("edits in jshell", ShellEdits.class, edits, new Seconds(20, 8));
    var sources = new Sources(shell, erlang, baton);
    return List.of(
        edit("edit of a source until a call runs it, median", "edit, median", sources)
            .target(new Target.AtMost(300)),
        edit("edit of a source until a call runs it, p99", "edit, p99", sources),
        edit("the first edit", "first edit, median", sources));
  }

  /** The same programs measure all rows. */
  private record Sources(Source shell, Source erlang, Source baton) {}

  private static Row edit(String name, String measured, Sources sources) {
    return Row.of(
        name,
        "ms",
        Cell.of("jshell", sources.shell, measured),
        Cell.of(ERLANG, sources.erlang, measured),
        Cell.of(BATON, sources.baton, measured));
  }

  static List<Row> stalls() {
    Work rounds = Work.of(500, 100, 5);
    var baton = Programs.baton("stall", rounds, new Seconds(16, 5));
    var zgc = Programs.batonWithZgc("stall", rounds, new Seconds(16, 5));
    var erlang = Programs.erlang("stall", rounds, new Seconds(6, 3));
    var jdk =
        Programs.java("stall by redefinition", Redefinitions.class, rounds, new Seconds(8, 3));
    var loader =
        Programs.java("stall by a new class loader", NewLoaders.class, rounds, new Seconds(5, 2));
    String redefine = "redefineClasses";
    String newLoader = "new class loader";
    return List.of(
        Row.of(
                "longest stall of a ticking process in 500 loads and purges",
                "ms",
                Cell.of("nothing loaded", baton, "stall without"),
                Cell.of(redefine, jdk, "stall"),
                Cell.of(newLoader, loader, "stall"),
                Cell.of(ERLANG, erlang, "stall"),
                Cell.of(Programs.WITH_ZGC, zgc, "stall"),
                Cell.of(BATON, baton, "stall"))
            .target(new Target.AtMost(10)),
        Row.of(
            "a load and a purge, on average",
            "ms",
            Cell.of(redefine, jdk, "round"),
            Cell.of(newLoader, loader, "round"),
            Cell.of(ERLANG, erlang, "round"),
            Cell.of(Programs.WITH_ZGC, zgc, "round"),
            Cell.of(BATON, baton, "round")));
  }
}
