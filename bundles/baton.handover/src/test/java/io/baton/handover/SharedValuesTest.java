package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.spi.Handover;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shared values are passed through, not copied. */
class SharedValuesTest {
  private final StructuralHandover handover = new StructuralHandover();

  /** A record of a bundle that both versions use. */
  private record Pair(Object first, List<?> second) {}

  /** A type of a bundle that neither version knows. */
  private static final class Stranger {}

  private record Numbered(long number) implements Pid {}

  static List<Object> shared() {
    return List.of(
        "text",
        5,
        5L,
        true,
        'c',
        new BigDecimal("1.50"),
        Instant.EPOCH,
        Duration.ofSeconds(1),
        UUID.randomUUID(),
        TimeUnit.DAYS,
        new int[] {1, 2},
        new String[] {"a"},
        new Object[] {"a", 1},
        List.of("a", 1),
        Set.of("a"),
        Map.of("a", List.of(1)),
        new ArrayDeque<>(List.of(1)),
        new TreeSet<>((Object _, Object _) -> 0),
        new TreeMap<>(Map.of("a", 1)),
        Map.entry("a", 1),
        Optional.of("a"),
        Optional.empty(),
        new Object(),
        new Stranger(),
        new Numbered(7),
        new Pair("a", List.of(1)),
        new Exit(new Numbered(7), ExitReason.SHUTDOWN),
        (Runnable) () -> {});
  }

  @ParameterizedTest
  @MethodSource("shared")
  void sharedValueIsPassedThrough(Object value) {
    assertThat(handover.convert(value, new Handover.Into(Object.class, V2, "value")))
        .isSameAs(value);
  }

  @ParameterizedTest
  @MethodSource("shared")
  void sharedValueOfItsOwnTypeIsPassedThrough(Object value) {
    assertThat(handover.convert(value, new Handover.Into(value.getClass(), V2, "value")))
        .isSameAs(value);
  }

  @Test
  void valueOfTheReceivingVersionIsPassedThrough() {
    Object line = V1.make("Line", V1.make("Point", 1, 2), null);

    assertThat(handover.convert(line, new Handover.Into(V1.type("Line"), V1, "value")))
        .isSameAs(line);
  }

  @Test
  void partsThatAreSharedAreTheSameObjects() {
    Object shared = new Object();
    List<Object> list = List.of(shared);
    Object any = V1.make("Any", List.of(V1.make("Point", 1, 2), list));

    Object converted = handover.convert(any, new Handover.Into(Object.class, V2, "value"));

    assertThat(converted)
        .extracting("value")
        .satisfies(value -> assertThat(((List<?>) value).get(1)).isSameAs(list));
  }

  @Test
  void sharedRecordHandsOverWhatIsNotShared() {
    Pair pair = new Pair(V1.make("Point", 1, 2), List.of("x"));

    Pair converted = (Pair) handover.convert(pair, new Handover.Into(Pair.class, V2, "value"));

    assertThat(converted).isEqualTo(new Pair(V2.make("Point", 1, 2), List.of("x")));
    assertThat(converted.second()).isSameAs(pair.second());
  }

  @Test
  void objectOfAVersionGoesWhereItsSharedTypeIsExpected() {
    Object plain = V1.make("Callback");

    assertThat(handover.convert(plain, new Handover.Into(Runnable.class, V2, "value")))
        .isSameAs(plain);
  }
}
