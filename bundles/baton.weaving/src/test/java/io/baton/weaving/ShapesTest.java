package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes of code as javac compiles them, which run the same woven and unwoven. */
class ShapesTest {
  private static final String SHAPES =
      """
      import java.util.*;
      import java.util.function.*;
      public class Shapes {
        enum Color { RED, GREEN { @Override int weight() { return 7; } }; int weight() { return 1; } }
        sealed interface Shape permits Circle, Square {}
        record Circle(double radius) implements Shape { Circle { if (radius < 0) throw new IllegalArgumentException(); } }
        record Square(double side) implements Shape {}
        interface Twice<T> { T twice(T value); default T four(T value) { return twice(twice(value)); } }
        static class Bridge implements Twice<String>, Comparable<Bridge> {
          public String twice(String value) { return value + value; }
          public int compareTo(Bridge other) { return 0; }
        }
        static long loops() {
          long sum = 0;
          outer:
          for (int i = 0; i < 50; i++) {
            int j = i;
            while (j > 0) { sum += j--; if (sum % 7 == 0) continue outer; }
            do { sum++; } while (sum % 3 != 0);
            for (int k : new int[] {1, 2, 3}) { sum += k; if (k == 2) break; }
          }
          return sum;
        }
        static String switches() {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < 12; i++) {
            switch (i) { case 0: case 1: text.append('a'); continue; case 7: text.append('b'); break; default: text.append(i); }
            text.append(switch ("x" + i % 3) { case "x0" -> "zero"; case "x1" -> { String one = "one"; yield one; } default -> "many"; });
            text.append(switch (Color.values()[i % 2]) { case RED -> 1; case GREEN -> 2; });
            switch (i * 1000) { case 1000: text.append('k'); case 5000: text.append('K'); }
          }
          return text.toString();
        }
        static String patterns() {
          StringBuilder text = new StringBuilder();
          for (Object o : new Object[] {1, "s", new Circle(2), new Square(3), null, Color.GREEN, new int[] {1}}) {
            text.append(switch (o) {
              case null -> "null";
              case Integer i when i > 0 -> "positive";
              case String s -> s;
              case Circle(double r) -> "circle" + r;
              case Square(var side) -> "square" + side;
              case Color c -> c.name() + c.weight();
              default -> "other";
            });
          }
          return text.toString();
        }
        static int nested() {
          int sum = 0;
          for (int i = 0; i < 20; i++) {
            try {
              try { if (i % 3 == 0) throw new IllegalStateException(); sum += i; }
              finally { sum += 100; if (i % 5 == 0) continue; }
            } catch (IllegalStateException e) { sum -= 1; if (i == 9) break; }
            finally { sum += 1000; }
          }
          return sum;
        }
        static int locked() {
          Object lock = new Object();
          int sum = 0;
          for (int i = 0; i < 10; i++) {
            synchronized (lock) { synchronized (Shapes.class) { if (i == 4) continue; sum += i; } if (i == 8) return sum; }
          }
          return sum;
        }
        static String lambdas() {
          List<Supplier<String>> all = new ArrayList<>();
          for (int i = 0; i < 3; i++) { int n = i; all.add(() -> { String s = ""; for (int k = 0; k <= n; k++) s += n; return s; }); }
          Function<Integer, Integer> f = new Function<>() { public Integer apply(Integer x) { return x <= 1 ? 1 : x * this.apply(x - 1); } };
          BiFunction<Double, Double, Double> max = Math::max;
          StringBuilder text = new StringBuilder();
          all.forEach(s -> text.append(s.get()));
          return text.append(f.apply(5)).append(max.apply(1.0, 2.0)).append(new Bridge().four("ab")).append(((Twice) new Bridge()).twice("c")).toString();
        }
        static String data() {
          return new Circle(1.5) + "" + new Circle(1.5).equals(new Circle(1.5)) + new Square(2).hashCode()
              + Color.valueOf("RED") + Arrays.toString(Color.values());
        }
        static String resources() throws Exception {
          StringBuilder text = new StringBuilder();
          class Closing implements AutoCloseable { final int n; Closing(int n) { this.n = n; } public void close() { text.append(n); } }
          for (int i = 0; i < 3; i++) { try (var a = new Closing(i); var b = new Closing(i + 10)) { if (i == 1) continue; text.append('-'); } }
          return text.toString();
        }
        static long wide() { long a = 1; double b = 2; for (long i = 0; i < 100_000L; i += 3) { a ^= i; b += a % 3; } return a + (long) b; }
        static String generic() { var map = new TreeMap<String, List<? extends Number>>(); for (int i = 0; i < 4; i++) map.computeIfAbsent("k" + i % 2, k -> new ArrayList<Integer>()); return map.toString(); }
        static int recursive() { return fib(15); }
        private static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
        static String strings() { String s = ""; int i = 0; while (true) { s += i++ + (i > 3 ? "x" : "y"); if (s.length() > 20) return s; } }
      }
      """;

  private static final Map<String, byte[]> CLASSES = Compiled.of("Shapes", SHAPES);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loops",
        "switches",
        "patterns",
        "nested",
        "locked",
        "lambdas",
        "data",
        "resources",
        "wide",
        "generic",
        "recursive",
        "strings"
      })
  void runsTheSameWovenAsUnwoven(String method) throws ReflectiveOperationException {
    Object expected = Loaded.unwoven(CLASSES).call("Shapes", method);

    Object found = Loaded.woven(CLASSES).call("Shapes", method);

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void weavesWithoutDebugInformation() throws ReflectiveOperationException {
    Map<String, byte[]> stripped = Compiled.of("Shapes", SHAPES, "-g:none");

    Object found = Loaded.woven(stripped).call("Shapes", "loops");

    assertThat(found).isEqualTo(Loaded.unwoven(CLASSES).call("Shapes", "loops"));
  }

  @Test
  void givesTheSameBytesEachTime() {
    var weaving = new ClassWeaving(Loaded.unwoven(CLASSES));
    CLASSES.forEach((name, bytes) ->
        assertThat(weaving.weave(bytes, "1#1")).as(name).isEqualTo(weaving.weave(bytes, "1#1")));
  }

  /** A statement of this method takes 12 bytes; 5,459 of them are as many as javac accepts. */
  @ParameterizedTest
  @CsvSource({"2700, entry and loops", "5450, entry and loops", "5458, entry"})
  void methodNearTheLimitStillRuns(int statements, String room)
      throws ReflectiveOperationException {
    String body =
        IntStream.range(0, statements)
            .mapToObj(i -> "x = x * 31 + 70000;")
            .collect(Collectors.joining("\n"));
    Map<String, byte[]> large =
        Compiled.of(
            "Large",
            "public class Large { static int x; static int run() { for (int i = 0; i < 2; i++) {"
                + body
                + "} return x; } }");

    Object found = Loaded.woven(large).call("Large", "run");

    assertThat(found).as(room).isEqualTo(Loaded.unwoven(large).call("Large", "run"));
  }
}
