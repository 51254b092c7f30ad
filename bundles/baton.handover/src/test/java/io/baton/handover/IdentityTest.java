package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.spi.Handover;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shared and cyclic objects keep their identity. */
class IdentityTest {
  private final StructuralHandover handover = new StructuralHandover();
  private final Object point = V1.make("Point", 1, 2);

  private Object convert(Object value) {
    return handover.convert(value, new Handover.Into(Object.class, V2, "state"));
  }

  @Test
  void aContainerThatOccursTwiceStaysOne() {
    List<Object> twice = new ArrayList<>(List.of(point));

    var there = (List<?>) convert(List.of(twice, V1.make("Any", twice)));

    assertThat(there.get(1)).extracting("value").isSameAs(there.get(0));
  }

  @Test
  void aListThatContainsItselfStillDoes() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    list.add(point);

    var there = (List<?>) convert(list);

    assertThat(there.get(0)).isSameAs(there).isNotSameAs(list);
    assertThat(there.get(1)).isEqualTo(V2.make("Point", 1, 2));
  }

  @Test
  void anUnchangedCyclePasses() {
    List<Object> list = new ArrayList<>();
    list.add(Map.of("x", list));
    Object[] array = new Object[2];
    array[0] = array;

    assertThat(convert(list)).isSameAs(list);
    assertThat(convert(array)).isSameAs(array);
  }

  @Test
  void anUnchangedCyclePassesBesideAChange() {
    List<Object> cyclic = new ArrayList<>();
    cyclic.add(cyclic);

    var there = (List<?>) convert(List.of(cyclic, point));

    assertThat(there.get(0)).isSameAs(cyclic);
    assertThat(there.get(1)).isEqualTo(V2.make("Point", 1, 2));
  }

  @Test
  void aCycleThroughRecordsMapsAndArraysCrosses() {
    Map<Object, Object> map = new HashMap<>();
    Object[] array = new Object[1];
    Object self = V1.make("Self", List.of(map, array));
    map.put("self", self);
    array[0] = self;

    Object there = convert(self);

    List<?> items = (List<?>) field(there);
    var mapThere = (Map<?, ?>) items.get(0);
    var arrayThere = (Object[]) items.get(1);
    assertThat(field(mapThere.get("self"))).isSameAs(field(arrayThere[0]));
    assertThat(((List<?>) field(mapThere.get("self"))).get(0)).isSameAs(mapThere);
  }

  private static Object field(Object self) {
    assertThat(self.getClass().getClassLoader()).isSameAs(V2);
    try {
      var accessor = self.getClass().getDeclaredMethod("items");
      accessor.setAccessible(true);
      return accessor.invoke(self);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDoublyLinkedChainOfContainersTakesNoLongerThanItsLength() {
    List<Object> first = new ArrayList<>();
    List<Object> last = first;
    for (int i = 0; i < 10_000; i++) {
      List<Object> next = new ArrayList<>();
      last.add(next);
      next.add(last);
      last = next;
    }
    last.add(point);

    var there = (List<?>) convert(first);

    int length = 0;
    for (Object at = there; length < 9_999; length++) {
      List<?> list = (List<?>) at;
      assertThat(list).isNotSameAs(first);
      at = list.getLast();
    }
    assertThat(length).isEqualTo(9_999);
  }

  @Test
  void anObjectReachedInVeryManyWaysIsConvertedOnce() {
    Object tree = V1.make("Any", point);
    for (int i = 0; i < 60; i++) {
      tree = V1.make("Line2", tree, tree);
    }

    Object there = convert(tree);

    assertThat(there.getClass().getClassLoader()).isSameAs(V2);
  }

  @Test
  void aChainOfAMillionRecordsCrosses() {
    Object chain = null;
    for (int i = 0; i < 1_000_000; i++) {
      chain = V1.make("Chain", i, chain);
    }

    Object there = convert(chain);

    assertThat(there.getClass()).isSameAs(V2.type("Chain"));
  }

  @Test
  void aValueTooDeepForItsOwnCodeIsRefused() {
    Object chain = V1.make("Chain", 0, null);
    for (int i = 0; i < 200_000; i++) {
      chain = V1.make("Chain", i, chain);
    }
    Object hashed = V1.make("Hashed", chain);

    assertThatThrownBy(() -> convert(hashed))
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining("is nested too deeply for the code of its own classes");
  }
}
