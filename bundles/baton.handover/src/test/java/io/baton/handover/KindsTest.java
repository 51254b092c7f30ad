package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.spi.Handover;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers keep their kind. */
@SuppressWarnings({"IdentityHashMapUsage", "JdkObsolete"})
class KindsTest {
  private static final Object RED = V1.constant("Color", "RED");
  private static final Object GREEN = V1.constant("Color", "GREEN");
  private static final List<Object> BOTH = List.of(RED, GREEN);

  private final StructuralHandover handover = new StructuralHandover();

  private Object convert(Object value) {
    return handover.convert(value, new Handover.Into(Object.class, V2, "state"));
  }

  private Object back(Object value) {
    return handover.convert(value, new Handover.Into(Object.class, V1, "state"));
  }

  static Stream<Collection<Object>> collections() {
    return Stream.of(
        List.of(RED, GREEN),
        List.of(RED),
        BOTH.stream().toList(),
        Arrays.asList(RED, null, GREEN),
        new ArrayList<>(BOTH),
        new LinkedList<>(BOTH),
        new Vector<>(BOTH),
        new CopyOnWriteArrayList<>(BOTH),
        Collections.unmodifiableList(new ArrayList<>(BOTH)),
        Collections.unmodifiableCollection(new ArrayList<>(BOTH)),
        Collections.synchronizedList(new ArrayList<>(BOTH)),
        Collections.synchronizedList(new LinkedList<>(BOTH)),
        Collections.singletonList(RED),
        Collections.nCopies(2, RED),
        Set.of(RED, GREEN),
        Collections.singleton(RED),
        new HashSet<>(BOTH),
        new LinkedHashSet<>(BOTH),
        new TreeSet<>(BOTH),
        filled(new TreeSet<>(Collections.reverseOrder())),
        new ConcurrentSkipListSet<>(BOTH),
        new CopyOnWriteArraySet<>(BOTH),
        Collections.unmodifiableSet(new LinkedHashSet<>(BOTH)),
        Collections.unmodifiableSortedSet(new TreeSet<>(BOTH)),
        Collections.synchronizedSet(new LinkedHashSet<>(BOTH)),
        filled(ConcurrentHashMap.newKeySet()),
        new ArrayDeque<>(BOTH),
        new PriorityQueue<>(BOTH),
        new ConcurrentLinkedQueue<>(BOTH),
        new ConcurrentLinkedDeque<>(BOTH),
        new LinkedBlockingQueue<>(BOTH),
        new LinkedBlockingDeque<>(BOTH),
        new ArrayBlockingQueue<>(5, true, BOTH),
        new PriorityBlockingQueue<>(BOTH));
  }

  private static Collection<Object> filled(Collection<Object> collection) {
    collection.addAll(BOTH);
    return collection;
  }

  @ParameterizedTest
  @MethodSource("collections")
  void aCollectionKeepsItsKindItsOrderAndWhatCanBeDoneWithIt(Collection<Object> collection) {
    var there = (Collection<?>) convert(collection);

    assertThat(there).isNotSameAs(collection).isNotEmpty();
    assertThat(shownOf(there)).isEqualTo(shownOf(collection));
    assertThat(there)
        .allSatisfy(part -> assertThat(part == null || V2.type("Color").isInstance(part)).isTrue());
    assertThat(back(there)).hasToString(collection.toString());
    assertThat(canBeCleared(there)).isEqualTo(canBeCleared(collection));
  }

  private static List<Object> shownOf(Collection<?> collection) {
    String kind = collection.getClass().getName().replaceAll("(Unmodifiable|Synchronized).*", "$1");
    boolean ordered =
        !(collection instanceof Set) || !kind.matches(".*(Immutable|Hash(Set|Map)).*");
    return List.of(
        kind.replaceAll("List12|ListN", "List"),
        collection.size(),
        ordered ? collection.toString() : "");
  }

  private static boolean canBeCleared(Collection<?> collection) {
    try {
      collection.clear();
      return true;
    } catch (UnsupportedOperationException _) {
      return false;
    }
  }

  static Stream<Map<Object, Object>> maps() {
    Map<Object, Object> one = Map.of(RED, GREEN);
    return Stream.of(
        one,
        Map.of(RED, 1, GREEN, 2),
        new HashMap<>(one),
        new LinkedHashMap<>(one),
        new TreeMap<>(one),
        new ConcurrentHashMap<>(one),
        new ConcurrentSkipListMap<>(one),
        new IdentityHashMap<>(one),
        new Hashtable<>(one),
        Collections.singletonMap(RED, GREEN),
        Collections.unmodifiableMap(new LinkedHashMap<>(one)),
        Collections.unmodifiableSortedMap(new TreeMap<>(one)),
        Collections.synchronizedMap(new LinkedHashMap<>(one)));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void aMapKeepsItsKind(Map<Object, Object> map) {
    var there = (Map<?, ?>) convert(map);

    assertThat(kind(there)).isEqualTo(kind(map));
    assertThat(there.keySet()).allMatch(V2.type("Color")::isInstance);
    assertThat(back(there)).isEqualTo(map);
  }

  private static String kind(Map<?, ?> map) {
    return map.getClass().getName().replaceAll("(Unmodifiable|Synchronized).*", "$1");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void setsAndMapsOfEnumsAreOfTheEnumThereAlsoIfEmpty() {
    EnumSet set = EnumSet.noneOf((Class) V1.type("Color"));
    EnumMap map = new EnumMap((Class) V1.type("Color"));

    EnumSet setThere = (EnumSet) convert(set);
    EnumMap mapThere = (EnumMap) convert(map);

    setThere.add(V2.constant("Color", "RED"));
    mapThere.put(V2.constant("Color", "RED"), 1);
    map.put(RED, 1);
    assertThat(setThere).hasSize(1);
    assertThat(convert(map)).isEqualTo(mapThere).isInstanceOf(EnumMap.class);
  }

  @Test
  void aBoundedQueueKeepsItsBound() {
    var queue = new ArrayBlockingQueue<Object>(5);
    queue.add(RED);

    assertThat(((ArrayBlockingQueue<?>) convert(queue)).remainingCapacity()).isEqualTo(4);
  }

  @Test
  void referencesAreCopiedWithWhatTheyHold() {
    var reference = new AtomicReference<>(RED);
    var array = new AtomicReferenceArray<>(new Object[] {RED, null});

    assertThat(((AtomicReference<?>) convert(reference)).get())
        .isSameAs(V2.constant("Color", "RED"));
    assertThat(convert(array)).hasToString("[RED, null]").isNotSameAs(array);
    assertThat(convert(new AtomicReference<>("x"))).isInstanceOf(AtomicReference.class);
  }

  @Test
  @SuppressWarnings("unchecked")
  void aComparatorThatIsDataOrWithoutFieldsCrossesWithItsCollection() {
    for (Object comparator : List.of(V1.make("ByX", 1), V1.make("ByY"))) {
      Set<Object> set = new TreeSet<>((Comparator<Object>) comparator);
      set.add(V1.make("Point", 2, 2));
      set.add(V1.make("Point", 1, 1));

      var there = (TreeSet<?>) convert(set);

      assertThat(there).hasToString(set.toString());
      assertThat(there.comparator().getClass().getClassLoader()).isSameAs(V2);
    }
  }

  @Test
  void whatDoesNotChangePassesWithAnyComparatorAndAsAnyKind() {
    Set<Object> sorted = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    sorted.add("x");
    List<Object> list = listOf("x");
    var view = new ArrayList<>(List.of("a", "b")).subList(0, 1);

    assertThat(convert(sorted)).isSameAs(sorted);
    assertThat(convert(list)).isSameAs(list);
    assertThat(convert(view)).isSameAs(view);
  }

  @Test
  void anUnknownKindIsRefusedIfItHasToBeCopied() {
    assertThatThrownBy(() -> convert(listOf(RED)))
        .hasMessageContaining("of which no copy can be made; use a collection of java.util");
  }

  private static List<Object> listOf(Object only) {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        return only;
      }

      @Override
      public int size() {
        return 1;
      }
    };
  }
}
