package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types whose values hold nothing of any version, whatever they are at run time. */
class PlainTypesTest {
  enum Color {
    RED
  }

  record Point(int x, Color color, Instant when, Pid who) {}

  @SuppressWarnings("ArrayRecordComponent") // the array is what is inspected
  record Nested(Point point, int[] numbers) {}

  record Recursive(int value, Recursive next) {}

  record Holder(Object value) {}

  record Listed(List<Integer> numbers) {}

  record HolderInside(Point point, Holder holder) {}

  sealed interface Closed permits Point2, Stop {}

  record Point2(int x) implements Closed {}

  enum Stop implements Closed {
    NOW
  }

  sealed interface Open permits Point3, Anything {}

  record Point3(int x) implements Open {}

  non-sealed interface Anything extends Open {}

  static final class Opaque {}

  @ParameterizedTest
  @ValueSource(
      classes = {
        int.class,
        String.class,
        Long.class,
        Pid.class,
        Instant.class,
        UUID.class,
        int[].class,
        String[].class,
        Point[].class,
        Color.class,
        Point.class,
        Nested.class,
        Recursive.class,
        Closed.class
      })
  void valuesOfThisTypeArePlain(Class<?> type) {
    assertThat(PlainTypes.isPlainPlace(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Object.class,
        Comparable.class,
        List.class,
        ArrayList.class,
        Map.class,
        Optional.class,
        Supplier.class,
        AtomicReference.class,
        Object[].class,
        BigDecimal.class,
        Number.class,
        Class.class,
        Thread.class,
        Optional[].class,
        Holder.class,
        Listed.class,
        HolderInside.class,
        Open.class,
        Opaque.class
      })
  void valuesOfThisTypeMayHoldAnything(Class<?> type) {
    assertThat(PlainTypes.isPlainPlace(type)).isFalse();
  }

  /** A number of a module's own, which may hold anything. */
  private static final class Money extends Number {
    private static final long serialVersionUID = 1L;

    final transient Supplier<String> text = () -> "x";

    @Override
    public int intValue() {
      return 0;
    }

    @Override
    public long longValue() {
      return 0;
    }

    @Override
    public float floatValue() {
      return 0;
    }

    @Override
    public double doubleValue() {
      return 0;
    }

    @Override
    public String toString() {
      return text.get();
    }
  }

  static List<Object> plain() {
    return List.of(
        "x",
        1,
        new BigDecimal("1.5"),
        Instant.EPOCH,
        ZonedDateTime.now(ZoneId.of("UTC")),
        Locale.ROOT,
        Path.of("x"),
        TimeUnit.DAYS,
        new Object(),
        new AtomicInteger(),
        new int[0]);
  }

  @ParameterizedTest
  @MethodSource("plain")
  void anObjectOfTheJdkWithoutPlaceForOthersIsPlain(Object value) {
    assertThat(PlainTypes.isPlain(value)).isTrue();
  }

  static List<Object> notPlain() {
    return List.of(
        new Money(),
        new Point(1, Color.RED, Instant.EPOCH, null),
        List.of(),
        Optional.empty(),
        String.class,
        Thread.currentThread(),
        new AtomicReference<>(),
        (Supplier<String>) () -> "x",
        Clock.systemUTC());
  }

  @ParameterizedTest
  @MethodSource("notPlain")
  void anObjectThatMayHoldAnotherIsNot(Object value) {
    assertThat(PlainTypes.isPlain(value)).isFalse();
  }
}
