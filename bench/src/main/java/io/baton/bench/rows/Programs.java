package io.baton.bench.rows;

import io.baton.bench.Size;
import io.baton.bench.source.Program;
import io.baton.bench.system.Erlang;
import io.baton.bench.system.Peers;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The same work on several peers: a program of the same name on each. */
final class Programs {
  /** The column of Baton with another collector. */
  static final String WITH_ZGC = "Baton, ZGC";

  private Programs() {}

  /** How much work, which each program is told as its arguments. */
  interface Work extends Function<Size, List<String>> {
    /** One number: for a full run, for a quick one, and to see whether it runs at all. */
    static Work of(int full, int quick, int smoke) {
      return size -> List.of(String.valueOf(size.of(full, quick, smoke)));
    }

    /** One more number. */
    default Work and(Work other) {
      return size -> List.of(apply(size).getFirst(), other.apply(size).getFirst());
    }
  }

  /**
   * How long a round takes on an idle machine, in seconds.
   *
   * @param full in a full run
   * @param quick in a quick one
   */
  record Seconds(int full, int quick) {}

  static Program baton(String name, Work work, Seconds seconds) {
    return new Program(
        name + " on Baton",
        seconds.full(),
        seconds.quick(),
        size -> Peers.baton(name, work.apply(size)));
  }

  /** With a collector that stops nothing for long, instead of the one that the JVM chooses. */
  static Program batonWithZgc(String name, Work work, Seconds seconds) {
    return new Program(
        name + " on Baton with ZGC",
        seconds.full(),
        seconds.quick(),
        size -> Peers.baton("-XX:+UseZGC", name, work.apply(size)));
  }

  static Program erlang(String name, Work work, Seconds seconds) {
    return new Program(
        name + " on Erlang",
        seconds.full(),
        seconds.quick(),
        new ErlangCommand(name, work, Erlang.ON_PATH));
  }

  static Program java(String what, Class<?> program, Work work, Seconds seconds) {
    return new Program(
        what, seconds.full(), seconds.quick(), size -> Peers.java(program, work.apply(size)));
  }

  /** Numbers of processes, from few to very many. */
  static IntStream powersOfTen(int from, int to) {
    return IntStream.iterate(from, number -> number <= to, number -> number * 10);
  }
}
