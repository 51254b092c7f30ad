package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types whose values hold nothing of any version, whatever they are at run time. */
class PlainTypesTest {
  enum Color {
    RED
  }

  record Point(int x, Color color, Instant when, Pid who) {}

  @SuppressWarnings("ArrayRecordComponent") // it is the array that is looked at
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
        BigDecimal.class,
        Instant.class,
        UUID.class,
        int[].class,
        Color.class,
        Point.class,
        Nested.class,
        Recursive.class,
        Closed.class
      })
  void valuesOfThisTypeArePlain(Class<?> type) {
    assertThat(PlainTypes.contains(type)).isTrue();
    assertThat(Crossing.isPlain(type, type)).isTrue();
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
        Point[].class,
        Holder.class,
        Listed.class,
        HolderInside.class,
        Open.class,
        Opaque.class
      })
  void valuesOfThisTypeMayHoldAnything(Class<?> type) {
    assertThat(PlainTypes.contains(type)).isFalse();
    assertThat(Crossing.isPlain(type, type)).isFalse();
  }
}
