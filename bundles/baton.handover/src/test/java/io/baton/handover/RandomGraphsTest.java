package io.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.HandoverException;
import io.baton.handover.container.ContainerKind;
import io.baton.spi.Handover;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Graphs of containers that are shared where something else is declared, contain themselves, lie
 * deep, and hold nulls and records whose constructors throw errors. Promise 10.
 */
class RandomGraphsTest {
  private static final int VALUES = 100;
  private static final int PLACES = 30;

  private static final String SAME =
      """
      record Item(String name) {}
      record Nest<T>(T head, Nest<List<T>> tail) {}
      record Part(List<Object> list, Collection<?> all, Object any, Map<String, Object> map,
          Part next, Item item, Nest<Item> nest, Iterable<Object> more, Bad bad) {}
      """;

  private static final Compiled V1 = Compiled.of("v1", SAME + "record Bad(int a) {}");
  private static final Compiled V2 =
      Compiled.of(
          "v2", SAME + "record Bad(int a) { Bad { if (a > 0) throw new LinkageError(); } }");

  private final StructuralHandover handover = new StructuralHandover();

  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
  void aGraphArrivesAsTheSameGraphOrIsRefused(@ForAll long seed) {
    var random = new Random(seed);
    int crossed = 0;
    for (int i = 0; i < VALUES; i++) {
      Object state = new Graph(random).part(6);
      for (int deep = i % 10 == 0 ? 20_000 : 0; deep > 0; deep--) {
        state = V1.make("Part", null, null, null, null, state, null, null, null, null);
      }
      try {
        Object there = handover.convert(state, new Handover.Into(V2.type("Part"), V2, "state"));
        checkAlike(state, there);
        crossed++;
      } catch (HandoverException e) {
        assertThat(e).hasMessageStartingWith("state").message().hasSizeLessThan(2_000);
      }
    }
    assertThat(crossed).isBetween(1, VALUES - 1);
  }

  /** What is drawn for one value. */
  private static final class Graph {
    private final Random random;
    private final List<List<Object>> lists = new ArrayList<>();
    private final List<Map<String, Object>> maps = new ArrayList<>();
    private int left = PLACES;

    Graph(Random random) {
      this.random = random;
    }

    Object part(int depth) {
      left--;
      boolean isLast = depth == 0 || left <= 0;
      return V1.make(
          "Part",
          list(depth),
          list(depth),
          any(depth),
          map(depth),
          isLast ? null : part(depth - 1),
          random.nextBoolean() ? item() : null,
          random.nextBoolean()
              ? V1.make("Nest", item(), V1.make("Nest", List.of(item()), null))
              : null,
          list(depth),
          V1.make("Bad", random.nextInt(300) == 0 ? 1 : 0));
    }

    private Object item() {
      return V1.make("Item", "i" + random.nextInt(5));
    }

    private Object any(int depth) {
      return switch (random.nextInt(5)) {
        case 0 -> null;
        case 1 -> item();
        case 2 -> map(depth);
        case 3 -> depth > 0 && left > 0 ? part(depth - 1) : "text";
        default -> list(depth);
      };
    }

    /** Returns an existing container as often as a new one. */
    private List<Object> list(int depth) {
      if (!lists.isEmpty() && (depth == 0 || left <= 0 || random.nextBoolean())) {
        return lists.get(random.nextInt(lists.size()));
      }
      List<Object> list = new ArrayList<>();
      lists.add(list);
      for (int i = random.nextInt(3); i >= 0 && left > 0; i--) {
        left--;
        list.add(any(Math.max(0, depth - 1)));
      }
      return list;
    }

    private Map<String, Object> map(int depth) {
      if (!maps.isEmpty() && (depth == 0 || left <= 0 || random.nextBoolean())) {
        return maps.get(random.nextInt(maps.size()));
      }
      Map<String, Object> map = new HashMap<>();
      maps.add(map);
      left--;
      map.put("k", any(Math.max(0, depth - 1)));
      return map;
    }
  }

  private record Pair(Object here, Object there) {}

  /** Checks that the parts are the same, and that each container is one object on both sides. */
  private static void checkAlike(Object from, Object to) {
    IdentityHashMap<Object, Object> forth = new IdentityHashMap<>();
    IdentityHashMap<Object, Object> back = new IdentityHashMap<>();
    Set<Object> records = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Pair> open = new ArrayDeque<>(List.of(new Pair(from, to)));
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      Object here = pair.here();
      Object there = pair.there();
      if (here == null || there == null) {
        assertThat(there).isSameAs(here);
        continue;
      }
      assertThat(there.getClass().getName()).isEqualTo(here.getClass().getName());
      assertThat(there.getClass().getClassLoader()).isNotSameAs(V1);
      if (here instanceof Collection<?> || here instanceof Map<?, ?>) {
        Object known = forth.putIfAbsent(here, there);
        assertThat(known == null || known == there).as("one there").isTrue();
        Object origin = back.putIfAbsent(there, here);
        assertThat(origin == null || origin == here).as("one here").isTrue();
        if (known == null) {
          push(open, ContainerKind.of(here).parts(here), ContainerKind.of(there).parts(there));
        }
      } else if (here instanceof Record record) {
        if (records.add(here)) {
          push(open, parts(record), parts((Record) there));
        }
      } else {
        assertThat(there).isEqualTo(here);
      }
    }
  }

  private static Object[] parts(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] parts = new Object[components.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = RandomShapes.read(record, components[i]);
    }
    return parts;
  }

  private static void push(Deque<Pair> open, Object[] here, Object[] there) {
    assertThat(there).hasSameSizeAs(here);
    for (int i = 0; i < here.length; i++) {
      open.push(new Pair(here[i], there[i]));
    }
  }
}
