package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of shell variables, which must not keep a version's loader alive. */
class ShellVariableTest {
  private record OfAVersion(int number) {}

  private enum Color {
    RED
  }

  static List<Object> values() {
    return List.of(
        "text",
        5,
        5.5,
        true,
        'c',
        new BigDecimal("1.50"),
        Duration.ofSeconds(1),
        Instant.EPOCH,
        new Fixture.Numbered(7));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueIsKeptAsItIs(Object value) {
    assertThat(Text.withoutVersion(value)).isSameAs(value);
  }

  static List<Object> holders() {
    var value = new OfAVersion(7);
    return List.of(
        value,
        Color.RED,
        OfAVersion.class,
        Optional.of(value),
        Map.of("a", value),
        Map.entry("a", value),
        List.of(1, value),
        List.of(List.of(value)),
        new Object[] {value},
        new AtomicReference<>(value),
        List.of(value).iterator(),
        scheduled(),
        new IllegalStateException("a", new IllegalStateException("b")),
        (Runnable) () -> {});
  }

  private static ScheduledFuture<?> scheduled() {
    try (var timer = Executors.newScheduledThreadPool(1)) {
      return timer.schedule(() -> {}, 0, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @MethodSource("holders")
  void whatIsOrMayHoldSomethingOfAVersionIsKeptAsText(Object value) {
    assertThat(Text.withoutVersion(value)).isEqualTo(Text.of(value));
  }

  @Test
  void nothingIsNothing() {
    assertThat(Text.withoutVersion(null)).isNull();
  }

  @Test
  void collectionOfValuesIsStillACollection() {
    assertThat(Text.withoutVersion(List.of("a", 1))).isEqualTo(List.of("a", 1));
    assertThat(Text.withoutVersion(Arrays.asList("a", null))).isEqualTo(Arrays.asList("a", null));
    assertThat(Text.withoutVersion(List.of(List.of(1)))).isEqualTo(List.of(List.of(1)));
  }

  @Test
  void collectionIsKeptWithoutWhatStandsBehindIt() {
    var keys = Map.of("a", new OfAVersion(7)).keySet();
    var sorted = new TreeSet<>((String a, String b) -> b.compareTo(a));
    sorted.addAll(List.of("a", "b"));

    assertThat(Text.withoutVersion(keys)).isInstanceOf(ArrayList.class).isEqualTo(List.of("a"));
    assertThat(Text.withoutVersion(sorted))
        .isInstanceOf(ArrayList.class)
        .isEqualTo(List.of("b", "a"));
  }
}
