package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.api.spi.Shapes;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Functions in values are found, wherever they are. */
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
    return handover.functions(value, "state").stream().map(Shapes.Held::path).toList();
  }

  @Test
  void functionsAreFoundInTheOrderInWhichTheyAreMet() {
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
    assertThat(handover.functions(run, "message"))
        .containsExactly(new Shapes.Held("message", run.getClass()));
  }

  @Test
  @SuppressWarnings("unchecked")
  void aComparatorIsOneToo() {
    assertThat(paths(new TreeMap<>((Comparator<Object>) function("comparator"))))
        .containsExactly("state.comparator");
  }

  @Test
  void functionsInObjectsOfTheJdkAreFound() {
    var pool = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    pool.getQueue().add((Runnable) function("runnable"));

    assertThat(paths(List.of(pool, CompletableFuture.completedFuture(V1.make("Callback")))))
        .satisfiesExactly(
            path -> assertThat(path).startsWith("state[0].workQueue.").endsWith(".item"),
            path -> assertThat(path).isEqualTo("state[1].get()"));
  }

  @Test
  void dataHasNone() {
    List<Object> cyclic = new ArrayList<>(List.of("x", 1, V1.constant("Color", "RED")));
    cyclic.add(cyclic);
    cyclic.add(new Numbered(1));
    cyclic.add(V1.make("Unreadable", 1));

    assertThat(paths(cyclic)).isEmpty();
  }

  @Test
  void whatOthersAreChangingIsLookedAtAgain() {
    var reads = new AtomicInteger();
    Map<Object, Object> busy = busy(() -> reads.incrementAndGet() < 3);

    assertThat(paths(List.of(busy))).contains("state[0][key]");
  }

  @Test
  void ofWhatNeverStopsChangingNothingIsSaid() {
    Map<Object, Object> busy = busy(() -> true);

    assertThat(paths(List.of(V1.make("Callback"), busy)))
        .contains("state[0]")
        .doesNotContain("state[1][key]");
  }

  private interface Busy {
    boolean now();
  }

  private static Map<Object, Object> busy(Busy busy) {
    Map<Object, Object> inside = new HashMap<>(Map.of("key", V1.make("Callback")));
    return new AbstractMap<>() {
      @Override
      public Set<Entry<Object, Object>> entrySet() {
        return new AbstractSet<>() {
          @Override
          public Iterator<Entry<Object, Object>> iterator() {
            if (busy.now()) {
              throw new ConcurrentModificationException();
            }
            return inside.entrySet().iterator();
          }

          @Override
          public int size() {
            return inside.size();
          }
        };
      }
    };
  }
}
