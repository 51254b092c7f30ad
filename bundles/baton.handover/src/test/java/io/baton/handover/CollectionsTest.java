package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Handover;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;

/** Collections cross with their elements. */
class CollectionsTest {
  private final StructuralHandover handover = new StructuralHandover();

  private final Object point = V1.make("Point", 1, 2);
  private final Object red = V1.constant("Color", "RED");
  private final Object redThere = V2.constant("Color", "RED");

  private Object convert(Object value, Class<?> type) {
    return handover.convert(value, new Handover.Into(type, V2, "value"));
  }

  private Object pointThere() {
    return V2.make("Point", 1, 2);
  }

  @Test
  void listKeepsItsOrderAndWhatIsMissing() {
    List<Object> list = Arrays.asList(point, null, "x", red);

    Object converted = convert(list, List.class);

    assertThat(converted).isEqualTo(Arrays.asList(pointThere(), null, "x", redThere));
  }

  @Test
  void setKeepsItsOrder() {
    Set<Object> set = new LinkedHashSet<>(List.of(red, point, "x"));

    var converted = (Set<?>) convert(set, Set.class);

    assertThat(List.copyOf(converted)).isEqualTo(List.of(redThere, pointThere(), "x"));
  }

  @Test
  void mapHandsOverKeysAndValues() {
    Map<Object, Object> map = Map.of(red, point);

    assertThat(convert(map, Map.class)).isEqualTo(Map.of(redThere, pointThere()));
  }

  @Test
  void mapOfJdkKeysHandsOverItsValues() {
    assertThat(convert(Map.of("a", point), Map.class)).isEqualTo(Map.of("a", pointThere()));
  }

  @Test
  void entryHandsOverItsKeyAndValue() {
    assertThat(convert(Map.entry(red, point), Map.Entry.class))
        .isEqualTo(Map.entry(redThere, pointThere()));
  }

  @Test
  void optionalHandsOverWhatItHolds() {
    assertThat(convert(Optional.of(point), Optional.class)).isEqualTo(Optional.of(pointThere()));
  }

  @Test
  void collectionsWithinCollectionsAreHandedOver() {
    var nested = List.of(Map.of("a", List.of(Optional.of(Set.of(point)))));

    Object converted = convert(nested, List.class);

    assertThat(converted)
        .isEqualTo(List.of(Map.of("a", List.of(Optional.of(Set.of(pointThere()))))));
  }

  @Test
  void collectionsInComponentsAreHandedOver() {
    Object lists = V1.make("Lists", List.of(point), Set.of(red), Map.of("a", point));

    Object converted = convert(lists, V2.type("Lists"));

    assertThat(converted)
        .isEqualTo(
            V2.make("Lists", List.of(pointThere()), Set.of(redThere), Map.of("a", pointThere())));
  }

  @Test
  void arraysAreHandedOver() {
    Object row = V1.make("Rows", V1.array("Point", point), V1.table("Point", point), new int[] {1});

    Object converted = convert(row, V2.type("Rows"));

    assertThat(converted)
        .extracting("row", "rows", "numbers")
        .containsExactly(
            V2.array("Point", pointThere()), V2.table("Point", pointThere()), new int[] {1});
  }

  @Test
  void arrayOfAnythingHandsOverWhatItHolds() {
    Object[] converted = (Object[]) convert(new Object[] {point, null, "x"}, Object[].class);

    assertThat(converted).containsExactly(pointThere(), null, "x");
  }

  @Test
  void dequeStaysADeque() {
    Deque<Object> deque = new ArrayDeque<>(List.of(point, "x"));

    var converted = (Deque<?>) convert(deque, Deque.class);

    assertThat(List.copyOf(converted)).isEqualTo(List.of(pointThere(), "x"));
  }

  @Test
  @SuppressWarnings("JdkObsolete")
  void linkedListStaysAQueue() {
    Queue<Object> queue = new LinkedList<>(List.of(point, "x"));

    var converted = (Queue<?>) convert(queue, Queue.class);

    assertThat(List.copyOf(converted)).isEqualTo(List.of(pointThere(), "x"));
  }

  @Test
  void sortedMapStaysSorted() {
    SortedMap<Object, Object> map = new TreeMap<>(Map.of("b", point, "a", "x"));

    var converted = (SortedMap<?, ?>) convert(map, SortedMap.class);

    assertThat(converted.toString()).isEqualTo("{a=x, b=Point[x=1, y=2]}");
    assertThat(converted.get("b")).isEqualTo(pointThere());
  }

  @Test
  void sortedSetStaysSorted() {
    SortedSet<Object> set = new TreeSet<>(List.of(red, V1.constant("Color", "GREEN")));

    var converted = (SortedSet<?>) convert(set, SortedSet.class);

    assertThat(List.copyOf(converted)).isEqualTo(List.of(redThere, V2.constant("Color", "GREEN")));
  }

  @Test
  void concurrentMapStaysConcurrent() {
    ConcurrentMap<Object, Object> map = new ConcurrentHashMap<>(Map.of("a", point));

    assertThat(convert(map, ConcurrentMap.class)).isEqualTo(Map.of("a", pointThere()));
  }

  @Test
  void convertedCollectionsCanBeChangedAsTheyCouldBefore() {
    @SuppressWarnings("unchecked")
    var converted = (List<Object>) convert(new ArrayList<>(List.of(point)), List.class);

    converted.add("more");

    assertThat(converted).hasSize(2);
  }

  @Test
  void emptyCollectionIsHandedOverAsItIs() {
    Collection<Object> empty = new ArrayDeque<>();

    assertThat(convert(empty, Collection.class)).isSameAs(empty);
  }
}
