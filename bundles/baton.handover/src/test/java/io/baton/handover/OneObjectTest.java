package io.baton.handover;

import static io.baton.handover.Compiled.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.api.code.ShapeChange;
import io.baton.spi.Handover;
import java.lang.ref.WeakReference;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One object stays one in the other version, whatever is declared for it, or is refused. */
class OneObjectTest {
  private static final int PLACES = 1_000_000;

  private static final String SAME =
      """
      record Item(String name) {}
      record Places(List<Item> all, Item[] array) {}
      record Listed(List<List<Item>> lists) {}
      record Weakly(java.lang.ref.WeakReference<Item> weak, Object strong) {}
      record Entries(Map.Entry<String, Item> entry, Object same) {}
      record Grumpy(int a) { public boolean equals(Object o) { throw new RuntimeException("no"); } }
      record Grumpies(List<Grumpy> all, Object same) {}
      record Maps(Map<String, Item> map, Object same) {}
      record Deques(Deque<Item> deque, Collection<?> same, Iterable<Item> again) {}
      record Itself(List<List<?>> all) {}
      record Lists(ArrayList<Item> all, List<?> same, Iterable<Item> again, Collection<Item> more) {}
      record Fork<T>(T head, Fork<List<T>> left, Fork<Set<T>> right) {}
      record Forked(Fork<Item> fork) {}
      """;

  private static final Compiled V1 = Compiled.of("v1", SAME);
  private static final Compiled V2 = Compiled.of("v2", SAME);

  private final StructuralHandover handover = new StructuralHandover();
  private final Object item = V1.make("Item", "a");

  private Object convert(Object state) {
    return V2.taking(handover, state);
  }

  @Test
  void theSameRecordAtVeryManyPlacesDoesNotBecomeAsManyRecords() {
    List<Object> all = new ArrayList<>(Collections.nCopies(PLACES, item));
    Object array = V1.array("Item", item);

    Object there = convert(V1.make("Places", all, array));

    Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll((List<?>) part(there, "all"));
    assertThat((List<?>) part(there, "all")).hasSize(PLACES);
    assertThat(distinct).hasSizeLessThan(PLACES / 100);
  }

  @Test
  void recordsThatOccurInManyListsDoNotBecomeAsMany() {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      all.add(V1.make("Item", "i" + i));
    }
    List<Object> lists = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lists.add(new ArrayList<>(all));
    }

    Object there = convert(V1.make("Listed", lists));

    Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    ((List<?>) part(there, "lists")).forEach(list -> distinct.addAll((List<?>) list));
    assertThat(distinct).hasSizeBetween(20_000, 60_000);
  }

  @Test
  void aRecordThatIsReferredToWeaklyIsTheOneThatIsHeldElsewhere() {
    Object there = convert(V1.make("Weakly", new WeakReference<>(item), item));

    assertThat(((WeakReference<?>) part(there, "weak")).get()).isSameAs(part(there, "strong"));
  }

  @Test
  void anEntryThatCanBeSetStaysOne() {
    var entry = new AbstractMap.SimpleEntry<>("k", item);

    Object there = convert(V1.make("Entries", entry, entry));

    assertThat(part(there, "same")).isSameAs(part(there, "entry")).isNotSameAs(entry);
  }

  @Test
  void mapsQueuesAndListsAtPlacesOfOtherTypesStayOne() {
    Map<String, Object> map = new HashMap<>(Map.of("k", item));
    var deque = new java.util.ArrayDeque<>(List.of(item));
    var list = new ArrayList<>(List.of(item));

    Object maps = convert(V1.make("Maps", map, map));
    Object deques = convert(V1.make("Deques", deque, deque, deque));
    Object lists = convert(V1.make("Lists", list, list, list, list));

    assertThat(part(maps, "same")).isSameAs(part(maps, "map")).isNotSameAs(map);
    assertThat(part(deques, "same")).isSameAs(part(deques, "deque")).isNotSameAs(deque);
    assertThat(part(deques, "again")).isSameAs(part(deques, "deque"));
    for (String name : List.of("same", "again", "more")) {
      assertThat(part(lists, name)).isSameAs(part(lists, "all")).isNotSameAs(list);
    }
  }

  @Test
  void aListInItselfWhereSomethingElseIsDeclaredStaysOneOrIsRefused() {
    List<Object> all = new ArrayList<>();
    all.add(all);
    all.add(List.of(item));
    Object there;
    try {
      there = convert(V1.make("Itself", all));
    } catch (HandoverException e) {
      assertThat(e).hasMessageContaining("declared differently");
      return;
    }
    var list = (List<?>) part(there, "all");
    assertThat(list.getFirst()).isSameAs(list);
  }

  @Test
  void equalsThatThrowsRefusesTheValue() {
    List<Object> all = new ArrayList<>(List.of(V1.make("Grumpy", 1)));

    assertThatThrownBy(() -> convert(V1.make("Grumpies", all, all)))
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining("java.lang.RuntimeException: no");
  }

  @Test
  void theComparisonOfEndlesslyBranchingTypesIsBounded() {
    Object fork = V1.make("Fork", item, V1.make("Fork", List.of(item), null, null), null);
    Object state = V1.make("Forked", fork);

    assertThat(handover.compare(V1.type("Forked"), new Handover.Into(V2.type("Forked"), V2, "x")))
        .extracting(ShapeChange::kind)
        .containsExactly(ShapeChange.Kind.DEPENDS);
    assertThat(convert(state)).hasToString(state.toString());
    assertThat(handover.convert(state, new Handover.Into(V1.type("Forked"), V1, "state")))
        .isSameAs(state);
  }
}
