package io.baton.handover;

/** Two versions of the same classes. */
final class Versions {
  /** What both versions have alike. */
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
              """);

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
              """);

  private Versions() {}
}
