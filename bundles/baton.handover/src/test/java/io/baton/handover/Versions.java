package io.baton.handover;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two versions of the same classes. */
final class Versions {
  /** The declarations that both versions share. */
  private static final String SAME =
      """
      record Point(int x, int y) {}
      record Line(Point from, Point to) {}
      record Tree(String name, List<Tree> children) {}
      record Any(Object value) {}
      record Lists(List<Point> list, Set<Color> set, Map<String, Point> map) {}
      record Rows(Point[] row, Point[][] rows, int[] numbers) {}
      record Maybe(Optional<Point> point) {}
      enum Color { RED, GREEN { @Override public String toString() { return "leaf"; } } }
      sealed interface Request permits Ask, Tell, Stop {}
      record Ask(String question) implements Request {}
      record Tell(Point point) implements Request {}
      enum Stop implements Request { NOW }
      final class Plain { }
      final class Callback implements Runnable { @Override public void run() {} }
      final class Outer { private record Secret(int number) {} }
      """;

  static final Compiled V1 =
      Compiled.of(
          "v1",
          SAME
              + """
              record Grown(int a) {}
              record Shrunk(int a, int b) {}
              record Reordered(int a, String b) {}
              record Retyped(Point a) {}
              record Widened(int a) {}
              record Unboxed(Integer a) {}
              record Picky(int a) {}
              record NoRecord(int a) {}
              record Unreadable(int a) { public int a() { throw new IllegalStateException("no"); } }
              enum Level { LOW, HIGH, GONE }
              enum NoEnum { ONE }
              record OnlyHere(int a) {}
              record Small(byte a, short b, int c, char d, float e, long f) {}
              record Big(long a, double b, int c) {}
              record Numbers(List<Integer> list, int[] array, Map<String, Integer> map) {}
              record Filled(int a) {}
              record WrongText(int a) {}
              record WrongMethod(int a) {}
              record Loose(@MayDrop int a, int b, int c) {}
              record OldPair(int left, OldItem item) {}
              record OldItem(String name) {}
              record Box<T>(T value) {}
              record Boxes(Box<Integer> one, Box<Point> two) {}
              record Chain(int head, Chain tail) {}
              record Wide(%s) {}
              record Holder(Policy policy, Runnable runnable, Object any) {}
              interface Policy { int pick(int a); }
              record ByX(int unused) implements Comparator<Point> {
                public int compare(Point a, Point b) { return Integer.compare(a.x(), b.x()); } }
              final class ByY implements Comparator<Point> {
                public int compare(Point a, Point b) { return Integer.compare(a.y(), b.y()); } }
              final class Funs {
                static Runnable runnable() { return () -> {}; }
                static Policy policy() { return a -> a; }
                static Comparator<Point> comparator() { return (a, b) -> b.x() - a.x(); } }
              record Self(List<Object> items) {}
              record Line2(Object left, Object right) {}
              record Hashed(Chain chain) {}
              record Prints(ProcessExits e) {}
              record ProcessExits(int a) {
                public int a() {
                  throw new io.baton.api.process.ProcessExit(
                      io.baton.api.process.ExitReason.KILLED); } }
              """
                  .formatted(components("int")));

  private static String components(String type) {
    return IntStream.range(0, 253).mapToObj(i -> type + " c" + i).collect(Collectors.joining(", "));
  }

  static final Compiled V2 =
      Compiled.of(
          "v2",
          SAME
              + """
              record Grown(int a, int b) {}
              record Shrunk(int a) {}
              record Reordered(String b, int a) {}
              record Retyped(Color a) {}
              record Widened(long a) {}
              record Unboxed(int a) {}
              record Picky(int a) { Picky { if (a < 0) throw new IllegalArgumentException("a < 0"); } }
              final class NoRecord {}
              record Unreadable(int a) {}
              enum Level { LOW, MIDDLE, HIGH }
              final class NoEnum {}
              record Small(short a, int b, long c, int d, double e, double f) {}
              record Big(int a, float b, short c) {}
              record Numbers(List<Long> list, long[] array, Map<String, Long> map) {}
              record Filled(
                  int a,
                  @Default("7") int number,
                  @Default("text") String text,
                  @Default("true") boolean flag,
                  @Default("x") char letter,
                  @Default("RED") Color color,
                  @Default List<Point> list,
                  @Default Optional<Point> maybe,
                  @Default Map<String, Point> map,
                  @Default int[] array,
                  @Default ArrayList<Point> changing,
                  @Default("null") Point nothing,
                  @Default(by = "fresh") long made,
                  @Default(by = "next") int derived) {
                static int fresh() { return 12; }
                static int next(io.baton.api.code.OldState<Filled> old) {
                  return old.get("a", int.class) + 1; } }
              record WrongText(int a, @Default("many") int b) {}
              record WrongMethod(int a, @Default(by = "none") int b) {}
              @MayDrop("b") record Loose(int c) {}
              record OldPairNow(int left, OldItemNow item) {}
              record OldItemNow(String name) {}
              record Box<T>(T value) {}
              record Boxes(Box<Long> one, Box<Point> two) {}
              record Chain(int head, Chain tail) {}
              record Wide(%s) {}
              record Holder(Policy policy, Runnable runnable, Object any) {}
              interface Policy { int pick(int a); }
              record ByX(int unused) implements Comparator<Point> {
                public int compare(Point a, Point b) { return Integer.compare(a.x(), b.x()); } }
              final class ByY implements Comparator<Point> {
                public int compare(Point a, Point b) { return Integer.compare(a.y(), b.y()); } }
              record Self(List<Object> items) {}
              record Line2(Object left, Object right) {}
              record Hashed(Chain chain) { Hashed { chain.hashCode(); } }
              record Prints(ProcessExits e) {}
              record ProcessExits(int a) {}
              """
                  .formatted(components("int")));

  private Versions() {}
}
