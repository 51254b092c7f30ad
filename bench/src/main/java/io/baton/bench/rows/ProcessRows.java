package io.baton.bench.rows;

import static io.baton.bench.Cell.BATON;
import static io.baton.bench.Cell.ERLANG;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Row.When;
import io.baton.bench.Target;
import io.baton.bench.plain.AnsweringThreads;
import io.baton.bench.processes.ProcessWork;
import io.baton.bench.processes.ServerWork;
import io.baton.bench.rows.Programs.Seconds;
import io.baton.bench.rows.Programs.Work;
import io.baton.bench.source.JmhSource;
import io.baton.bench.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What processes do all day, in the distribution and on Erlang. */
final class ProcessRows {
  private ProcessRows() {}

  /**
   * The same program on both.
   *
   * @param erlang theirs
   * @param baton ours
   */
  private record Both(Source erlang, Source baton) {
    static Both of(String name, Work work, Seconds erlang, Seconds baton) {
      return new Both(Programs.erlang(name, work, erlang), Programs.baton(name, work, baton));
    }

    Row row(String what, String unit, String line) {
      return Row.of(what, unit, Cell.of(ERLANG, erlang, line), Cell.of(BATON, baton, line));
    }
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(messages());
    rows.addAll(spawns());
    rows.addAll(memory());
    rows.addAll(switches());
    rows.add(busy());
    rows.addAll(details());
    return rows;
  }

  private static List<Row> messages() {
    var both =
        Both.of("messages", Work.of(300_000, 60_000, 100), new Seconds(5, 2), new Seconds(8, 3));
    Target target = Target.ratio(0.8, ERLANG);
    return List.of(
        both.row("a round trip of two messages", "ns", "round trip").target(target),
        both.row("a message, one sender", "ns", "send").target(target),
        both.row("a message, eight senders", "ns", "senders").target(target),
        both.row("a call of a server, and its reply", "ns", "server call").target(target));
  }

  private static List<Row> spawns() {
    var spawns =
        Both.of("spawns", Work.of(1_000_000, 200_000, 1_000), new Seconds(3, 1), new Seconds(6, 3));
    var restarts =
        Both.of("restarts", Work.of(10_000, 2_000, 100), new Seconds(2, 1), new Seconds(9, 4));
    return List.of(
        spawns
            .row("a process begins and ends, 1,000,000 times", "ns", "spawn and end")
            .target(Target.ratio(0.6, ERLANG)),
        spawns
            .row("a process begins, sends one message, and ends", "ns", "spawn, send and end")
            .target(Target.ratio(0.8, ERLANG)),
        restarts.row("one of 10,000 killed children is there again", "ns", "restart"));
  }

  private static List<Row> memory() {
    var both =
        Both.of(
            "memory",
            Work.of(100_000, 20_000, 1_000).and(Work.of(1_000_000, 100_000, 2_000)),
            new Seconds(7, 2),
            new Seconds(14, 4));
    Target target = Target.ratio(1, ERLANG);
    return List.of(
        both.row("memory in use for each of 100,000 that wait", "bytes", "used, some")
            .target(target),
        both.row("memory in use for each of 1,000,000 that wait", "bytes", "used, many")
            .target(target),
        both.row("resident memory for each of 1,000,000", "bytes", "resident, many"));
  }

  /** Beside what Erlang does by itself, and beside what it does where the state changes, too. */
  private static List<Row> switches() {
    Work servers = Work.of(100_000, 20_000, 100);
    var both = Both.of("switches", servers, new Seconds(7, 2), new Seconds(11, 4));
    Source threads =
        Programs.java("answering threads", AnsweringThreads.class, servers, new Seconds(4, 2));
    Cell bare = Cell.of("threads alone", threads, "answer");
    Source zgc = Programs.batonWithZgc("switches", servers, new Seconds(11, 4));
    return List.of(
        both.row("100,000 servers switch after a load, and each answers", "ms", "switch")
            .beside(bare)
            .beside(Cell.of(Programs.WITH_ZGC, zgc, "switch"))
            .target(Target.ratio(1, ERLANG)),
        Row.of(
                "the same, with code_change on Erlang",
                "ms",
                Cell.of(ERLANG, both.erlang(), "code_change"),
                Cell.of(BATON, both.baton(), "switch"))
            .target(Target.ratio(1, ERLANG)),
        both.row("100,000 servers answer, without a load", "ms", "answer")
            .beside(bare)
            .beside(Cell.of(Programs.WITH_ZGC, zgc, "answer")));
  }

  /** Those that wait should cost those that work nothing, and do not on Erlang. */
  private static Row busy() {
    var both =
        Both.of("busy", Work.of(1_000_000, 100_000, 1_000), new Seconds(40, 10), new Seconds(8, 4));
    String alone = "Baton, none wait";
    return Row.of(
            "a round of processes that work, beside 1,000,000 that wait",
            "ns",
            Cell.of("Erlang, none wait", both.erlang(), "alone"),
            Cell.of(ERLANG, both.erlang(), "beside"),
            Cell.of(alone, both.baton(), "alone"),
            Cell.of(BATON, both.baton(), "beside"))
        .target(Target.ratio(1.2, alone));
  }

  /** Without a framework round it: what it would be if nothing else cost anything. */
  private static List<Row> details() {
    return List.of(
        inside("a message, sent and received, in a JVM of its own", ProcessWork.class, "message"),
        inside("a round trip, in a JVM of its own", ProcessWork.class, "roundTrip"),
        inside("a begin and an end, in a JVM of its own", ProcessWork.class, "spawnAndEnd"),
        inside("the same, monitored, in a JVM of its own", ProcessWork.class, "spawnAndDown"),
        inside("a call of a server, in a JVM of its own", ServerWork.class, "call"));
  }

  private static Row inside(String what, Class<?> owner, String method) {
    var source = new JmhSource(owner, method, new TreeMap<>(), Duration.ofMillis(500));
    return Row.of(what, "ns", Cell.of(BATON, source, JmhSource.TIME)).when(When.ASKED);
  }
}
