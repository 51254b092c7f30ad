package io.baton.handover;

import static io.baton.handover.Compiled.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Optional;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.TreeMultimap;
import io.baton.api.code.HandoverException;
import io.baton.api.handover.ContainerHandover;
import io.baton.handover.library.GuavaContainers;
import io.baton.handover.library.KotlinContainers;
import io.baton.spi.Handover;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import kotlin.Lazy;
import kotlin.LazyKt;
import kotlin.Pair;
import kotlin.Triple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers of libraries cross by services. Tried with the released jars of Guava and Kotlin. */
class LibraryContainersTest {
  private static final String SAME =
      """
      import com.google.common.collect.*;
      record Item(String name) {}
      record Any(Object value) {}
      record Shop(ImmutableListMultimap<String, Item> byName, Multimap<String, ? extends Item> any,
          kotlin.Pair<Integer, Item> best) {}
      """;

  private static final Compiled V1 = Compiled.of("v1", SAME);
  private static final Compiled V2 = Compiled.of("v2", SAME.replace("Pair<Integer,", "Pair<Long,"));

  private final StructuralHandover handover = new StructuralHandover();

  private static final Object HERE = V1.make("Item", "a");
  private static final Object THERE = V2.make("Item", "a");

  @BeforeEach
  void registerTheServices() {
    List<ContainerHandover<?>> all = new ArrayList<>(GuavaContainers.all());
    all.addAll(KotlinContainers.all());
    all.forEach(service -> handover.addContainers(service, Map.of()));
  }

  private Object convert(Object state) {
    return V2.taking(handover, state);
  }

  static List<Function<Object, Object>> containers() {
    return List.of(
        ImmutableList::of,
        ImmutableSet::of,
        item -> ImmutableMap.of("k", item),
        item -> ImmutableBiMap.of("k", item),
        item -> HashBiMap.create(Map.of("k", item)),
        item -> ImmutableListMultimap.of("k", item, "k", item),
        item -> ArrayListMultimap.create(ImmutableListMultimap.of("k", item, "k", item)),
        item -> HashMultimap.create(ImmutableListMultimap.of("k", item)),
        item -> LinkedHashMultimap.create(ImmutableListMultimap.of("k", item)),
        item -> ImmutableTable.of("row", "column", item),
        item -> HashBasedTable.create(ImmutableTable.of(item, "column", item)),
        Optional::of,
        item -> new Pair<>("x", item),
        item -> new Triple<>(item, null, item),
        item -> ImmutableList.of(new Pair<>(ImmutableSet.of(item), List.of(item))));
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aContainerArrivesAsOneOfTheSameKind(Function<Object, Object> container) {
    Object there = part(convert(V1.make("Any", container.apply(HERE))), "value");

    assertThat(there).isEqualTo(container.apply(THERE)).hasSameClassAs(container.apply(THERE));
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aContainerWithNothingOfAVersionPasses(Function<Object, Object> container) {
    Object shared = container.apply("shared");

    assertThat(part(convert(V1.make("Any", shared)), "value")).isSameAs(shared);
  }

  @Test
  void theDeclaredTypeArgumentsCount() {
    var byName = ImmutableListMultimap.of("a", HERE);

    Object there = convert(V1.make("Shop", byName, byName, new Pair<>(1, HERE)));

    assertThat(part(there, "byName")).isEqualTo(ImmutableListMultimap.of("a", THERE));
    assertThat(part(there, "any")).isSameAs(part(there, "byName"));
    assertThat(part(there, "best")).isEqualTo(new Pair<>(1L, THERE));
    assertThatThrownBy(
            () -> convert(V1.make("Shop", ImmutableListMultimap.of("a", "b"), byName, null)))
        .isInstanceOf(HandoverException.class)
        .hasMessageStartingWith("state.byName[a.1] is a java.lang.String, but m.Item is expected");
  }

  @Test
  void aLazyValueIsConverted() {
    var there = (Lazy<?>) part(convert(V1.make("Any", LazyKt.lazyOf(HERE))), "value");

    assertThat(there.getValue()).isEqualTo(THERE);
  }

  @Test
  void whatTheServiceCannotMakeIsRefusedAndItsReasonIsTheCause() {
    var sorted = TreeMultimap.<String, Comparable<Object>>create();
    Object state = V1.make("Any", sorted);
    assertThat(part(convert(state), "value")).isSameAs(sorted);

    Object tree = V1.make("Any", Map.of("x", ImmutableList.of(new Broken())));
    handover.addContainers(new Breaking(), Map.of());

    assertThatThrownBy(() -> convert(tree))
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining("cannot be taken apart by");
  }

  /** A container that cannot be read. */
  static final class Broken {}

  private static final class Breaking implements ContainerHandover<Broken> {
    @Override
    public Class<Broken> type() {
      return Broken.class;
    }

    @Override
    public List<Object> parts(Broken container) {
      throw new AssertionError("broken");
    }

    @Override
    public Broken copy(Broken container, List<Object> parts) {
      return container;
    }
  }

  @Test
  void withoutItsServiceWhatHoldsARecordIsRefusedAndOtherwiseItPasses() {
    var plain = new StructuralHandover();
    var into = new Handover.Into(Object.class, V2, "state");
    var shared = ArrayListMultimap.create(ImmutableListMultimap.of("k", "v"));
    var mine = ArrayListMultimap.create(ImmutableListMultimap.of("k", HERE));

    assertThat(plain.convert(shared, into)).isSameAs(shared);
    assertThatThrownBy(() -> plain.convert(mine, into))
        .isInstanceOf(HandoverException.class)
        .hasMessageStartingWith("state.")
        .hasMessageContaining("is a m.Item, inside a com.google.common.collect.ArrayListMultimap");
    assertThatThrownBy(() -> plain.convert(ImmutableList.of(HERE), into))
        .isInstanceOf(HandoverException.class);
  }
}
