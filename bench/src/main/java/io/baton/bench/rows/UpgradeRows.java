package io.baton.bench.rows;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Target;
import io.baton.bench.plain.NewLoaderUpgrades;
import io.baton.bench.plain.PlainUpdates;
import io.baton.bench.rows.Programs.Seconds;
import io.baton.bench.rows.Programs.Work;
import io.baton.bench.source.Source;
import java.util.List;

/** The frequency server under load, while it is upgraded every second. */
final class UpgradeRows {
  private static final Source OURS =
      Programs.baton("upgrades", Work.of(30, 6, 1), new Seconds(53, 24));
  private static final Source ERLANGS =
      Programs.erlang("upgrades", Work.of(30, 6, 1), new Seconds(53, 24));
  private static final Source PLAIN =
      Programs.java(
          "upgrades by Bundle.update", PlainUpdates.class, Work.of(10, 4, 1), new Seconds(32, 18));
  private static final Source BY_HAND =
      Programs.java(
          "upgrades by a new class loader",
          NewLoaderUpgrades.class,
          Work.of(15, 4, 1),
          new Seconds(36, 18));

  private UpgradeRows() {}

  static List<Row> rows() {
    return List.of(
        row("requests per second, no upgrades", "1/s", "rate, undisturbed"),
        row("requests per second, an upgrade every second", "1/s", "rate"),
        row("dip of the rate", "%", "dip").target(new Target.AtMost(5)),
        row("work lost in an upgrade, in time at full speed", "ms", "lost in an upgrade"),
        row("dip in the worst tenth of a second", "%", "worst tenth").target(new Target.AtMost(40)),
        row("dip in the worst tenth of a second, no upgrades", "%", "worst tenth, undisturbed"),
        row("a request, median", "µs", "p50"),
        row("a request, median, no upgrades", "µs", "p50, undisturbed"),
        row("a request, 99 of 100 are faster", "µs", "p99"),
        row("a request, 99 of 100 are faster, no upgrades", "µs", "p99, undisturbed"),
        times("99 of 100 are faster", "p99"),
        row("a request, 999 of 1,000 are faster", "µs", "p99.9"),
        row("a request, 999 of 1,000 are faster, no upgrades", "µs", "p99.9, undisturbed"),
        times("999 of 1,000 are faster", "p99.9"),
        row("processor time of a request", "ns", "processor time of one"),
        row("processor time of a request, no upgrades", "ns", "processor time of one, undisturbed"),
        row("requests lost", "", "lost").target(new Target.AtMost(0)),
        row("answers or frequencies given twice", "", "duplicated").target(new Target.AtMost(0)));
  }

  /** A time during upgrades by that without. */
  private static Row times(String which, String line) {
    String name = "a request, %s, during upgrades by that without".formatted(which);
    return row(name, "×", line + ", by undisturbed").target(new Target.AtMost(2));
  }

  private static Row row(String what, String unit, String line) {
    return Row.of(
        what,
        unit,
        Cell.of("Bundle.update", PLAIN, line),
        Cell.of("new class loader", BY_HAND, line),
        Cell.of(Cell.ERLANG, ERLANGS, line),
        Cell.of(Cell.BATON, OURS, line));
  }
}
