package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.spi.Shapes;
import java.lang.ref.WeakReference;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Searches for functions in values. */
class FunctionsTest {
  private final StructuralHandover handover = new StructuralHandover();

  private record Numbered(long number) implements Pid {}

  private static Object function(String name) {
    try {
      var method = V1.type("Funs").getDeclaredMethod(name);
      method.setAccessible(true);
      return method.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> paths(Object value) {
    return handover.functions(value, "state", V1).stream().map(Shapes.Held::path).toList();
  }

  @Test
  void functionsAreReportedInTheOrderOfTheSearch() {
    Object run = function("runnable");
    Object state =
        V1.make(
            "Holder",
            function("policy"),
            run,
            List.of(
                Map.of("key", V1.make("Any", V1.make("Callback"))),
                new Object[] {Optional.of(function("comparator"))},
                new AtomicReference<>(V1.make("Plain")),
                Map.entry("x", new AtomicReference<>())));

    assertThat(paths(state))
        .containsExactly(
            "state.policy",
            "state.runnable",
            "state.any[0][key].value",
            "state.any[1][0]",
            "state.any[2]");
    assertThat(handover.functions(run, "message", V1))
        .containsExactly(new Shapes.Held("message", run.getClass()));
  }

  @Test
  @SuppressWarnings("unchecked")
  void aComparatorIsAFunction() {
    assertThat(paths(new TreeMap<>((Comparator<Object>) function("comparator"))))
        .containsExactly("state.comparator");
  }

  @Test
  void functionsInObjectsOfTheJdkAreFound() {
    var pool = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    pool.getQueue().add((Runnable) function("runnable"));

    assertThat(paths(List.of(pool, CompletableFuture.completedFuture(V1.make("Callback")))))
        .satisfiesExactly(
            path -> assertThat(path).isEqualTo("state[0].workQueue[…]"),
            path -> assertThat(path).isEqualTo("state[1].get()"));
  }

  /** A number of a library, which computes its value. */
  private static final class Computed extends Number {
    private static final long serialVersionUID = 1;

    private final transient Object function;

    Computed(Object function) {
      this.function = function;
    }

    @Override
    public int intValue() {
      throw new AssertionError("no method of %s is called".formatted(function.getClass()));
    }

    @Override
    public long longValue() {
      return intValue();
    }

    @Override
    public float floatValue() {
      return intValue();
    }

    @Override
    public double doubleValue() {
      return intValue();
    }
  }

  @Test
  void functionInANumberThatIsNotOfTheJdkIsFound() {
    assertThat(paths(List.of(1, new Computed(function("runnable")))))
        .containsExactly("state[1].function");
  }

  @Test
  void dataHoldsNoFunctions() {
    List<Object> cyclic = new ArrayList<>(List.of("x", 1, V1.constant("Color", "RED")));
    cyclic.add(cyclic);
    cyclic.add(new Numbered(1));
    cyclic.add(V1.make("Unreadable", 1));

    assertThat(paths(cyclic)).isEmpty();
  }

  @Test
  @SuppressWarnings("JdkObsolete") // a linked list is one of them
  void pathsLeadThroughTheCollectionsOfTheJdk() {
    Object run = function("runnable");
    Map<String, Object> three = new LinkedHashMap<>();
    three.put("list", new ArrayList<>(Arrays.asList("x", run)));
    three.put("linked", new LinkedList<>(List.of("x", function("policy"))));
    three.put("deque", new ArrayDeque<>(List.of(V1.make("Callback"))));
    three.put("set", new HashSet<>(Set.of(V1.make("Callback"))));
    three.put("map", Map.of(1, V1.make("Callback"), 2, "x", 3, "y"));
    three.put("tree", new TreeMap<>(Map.of("k", V1.make("Callback"))));
    three.put("concurrent", new ConcurrentHashMap<>(Map.of("k", V1.make("Callback"))));
    three.put("weak", new WeakReference<>(V1.make("Callback")));

    assertThat(paths(three))
        .contains(
            "state[list][1]",
            "state[linked][…]",
            "state[deque][0]",
            "state[set][m.Callback]",
            "state[map][1]",
            "state[tree][k]",
            "state[concurrent][k]");
  }

  @Test
  void noMethodOfAValueRuns() {
    Object state = V1.make("Unreadable", 1);
    Map<Object, Object> hostile =
        new AbstractMap<>() {
          private final Object inside = V1.make("Callback");

          @Override
          public Set<Entry<Object, Object>> entrySet() {
            throw new AssertionError(inside);
          }
        };

    assertThat(paths(List.of(state, hostile))).singleElement().asString().startsWith("state[1]");
  }

  @Test
  void aVeryLongChainAndAVeryLongListAreSearchedOnce() {
    Object chain = V1.make("Any", V1.make("Callback"));
    for (int i = 0; i < 1_000_000; i++) {
      chain = V1.make("Any", chain);
    }
    List<Object> numbers = new ArrayList<>(Collections.nCopies(10_000_000, 1_000));

    assertThat(paths(List.of(numbers, chain)))
        .singleElement()
        .asString()
        .startsWith("state[1].value.value.")
        .contains("more)…")
        .hasSizeLessThan(1_000);
  }

  @Test
  void noMoreThanAThousandAreReported() {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add(V1.make("Callback"));
    }

    assertThat(paths(many)).hasSize(1_000);
  }
}
