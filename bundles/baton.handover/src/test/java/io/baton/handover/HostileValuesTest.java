package io.baton.handover;

import static io.baton.handover.Compiled.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.spi.Handover;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values and types that are made to break a conversion. Promise 10. */
class HostileValuesTest {
  private static final String SAME =
      """
      record Item(String name) {}
      record Nest<T>(T head, Nest<List<T>> tail) {}
      record Tree<T>(T head, Tree<Map<T, T>> tail) {}
      record Nested(Nest<Item> nest, Tree<Item> tree) {}
      record Two(List<Item> all, Map<String, Collection<Item>> index) {}
      record Any(List<Item> all, Object same) {}
      record Wide(List<Integer> all, Collection<? extends Number> same) {}
      record Chain(int head, Chain tail, Object end) {}
      class Plain {}
      """;

  private static final Compiled V1 =
      Compiled.of(
          "v1",
          SAME
              + """
              record Asserts(int a) {}
              record Initialised(int a) {}
              record Reads(int a) { public int a() { throw new AssertionError("no"); } }
              record Longs(List<Integer> all, Object same) {}
              """);

  private static final Compiled V2 =
      Compiled.of(
          "v2",
          SAME
              + """
              record Asserts(int a) { Asserts { if (a > 0) throw new AssertionError("no"); } }
              record Initialised(int a) { static final int LENGTH = "".charAt(1); }
              record Reads(int a) {}
              record Longs(List<Long> all, Object same) {}
              """);

  private final StructuralHandover handover = new StructuralHandover();

  private Object convert(Object state) {
    return V2.taking(handover, state);
  }

  @Test
  void anErrorRefusesAValueAsAnExceptionDoes() {
    for (String type : List.of("Asserts", "Initialised", "Reads")) {
      assertThatThrownBy(() -> convert(V1.make(type, 1)))
          .isInstanceOf(HandoverException.class)
          .hasMessageStartingWith("state");
    }
  }

  @Test
  void aTypeThatNeverRepeatsIsComparedAndConverted() {
    Object state =
        V1.make(
            "Nested",
            V1.make("Nest", V1.make("Item", "a"), V1.make("Nest", List.of(), null)),
            V1.make("Tree", V1.make("Item", "b"), null));

    Object there = convert(state);

    assertThat(there).hasToString(state.toString());
    assertThat(handover.compare(V1.type("Nested"), new Handover.Into(V2.type("Nested"), V2, "x")))
        .isEmpty();
  }

  @Test
  void aContainerAtTwoPlacesThatAreDeclaredDifferentlyStaysOne() {
    List<Object> all = new ArrayList<>(List.of(V1.make("Item", "a")));

    Object two = convert(V1.make("Two", all, new HashMap<>(Map.of("k", all))));
    Object any = convert(V1.make("Any", all, all));
    Object mixed = convert(V1.make("Any", all, new Object[] {all}));

    assertThat(((Map<?, ?>) part(two, "index")).get("k")).isSameAs(part(two, "all"));
    assertThat(part(any, "same")).isSameAs(part(any, "all")).isNotSameAs(all);
    assertThat(((Object[]) part(mixed, "same"))[0]).isSameAs(part(mixed, "all"));
  }

  @Test
  void aContainerThatWouldBecomeTwoIsRefused() {
    List<Object> all = new ArrayList<>(List.of(1));

    assertThatThrownBy(() -> convert(V1.make("Longs", all, all)))
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining("at two places that are declared differently");
    assertThat(part(convert(V1.make("Wide", all, all)), "same")).isSameAs(all);
  }

  @Test
  void aRefusalAtTheEndOfAVeryLongChainIsShortAndComesSoon() {
    Object chain = V1.make("Chain", 0, null, V1.make("Plain"));
    for (int i = 0; i < 1_000_000; i++) {
      chain = V1.make("Chain", i, chain, null);
    }
    Object state = chain;

    assertThatThrownBy(() -> convert(state))
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining("state.tail.tail.tail")
        .hasMessageContaining("…(999,961 more)….tail")
        .hasMessageContaining(".tail.end is an object of m.Plain");
  }
}
