package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Handover;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Data crosses and comes back unchanged. */
class RoundTripTest {
  private final StructuralHandover handover = new StructuralHandover();

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void dataComesBackAsItWas(@ForAll("data") Object value) {
    Object there = handover.convert(value, new Handover.Into(Object.class, V2, "value"));

    Object back = handover.convert(there, new Handover.Into(Object.class, V1, "value"));

    assertThat(there).hasToString(value.toString());
    assertThat(back).isEqualTo(value);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void dataThatIsThereAlreadyIsPassedThrough(@ForAll("data") Object value) {
    assertThat(handover.convert(value, new Handover.Into(Object.class, V1, "value")))
        .isSameAs(value);
  }

  @Provide
  static Arbitrary<Object> data() {
    Arbitrary<Object> leaves =
        Arbitraries.of(
            "text",
            5,
            V1.constant("Color", "RED"),
            V1.constant("Color", "GREEN"),
            Optional.empty());
    return Arbitraries.recursive(() -> leaves, RoundTripTest::nested, 0, 4);
  }

  private static Arbitrary<Object> nested(Arbitrary<Object> parts) {
    return Arbitraries.oneOf(
        parts.map(part -> V1.make("Any", part)),
        parts.map(List::of),
        parts.map(Set::of),
        parts.map(Optional::of),
        parts.map(part -> Map.of("key", part)),
        parts.map(part -> Map.of(part, "value")),
        parts.map(part -> V1.make("Any", List.of(part, V1.make("Point", 1, 2)))));
  }
}
