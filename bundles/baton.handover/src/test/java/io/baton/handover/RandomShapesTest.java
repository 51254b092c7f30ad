package io.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.HandoverException;
import io.baton.handover.container.ContainerKind;
import io.baton.handover.type.Numbers;
import io.baton.spi.Handover;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Conversions of random records to random later versions. Promise 10. */
class RandomShapesTest {
  /** Number of tries, each of which compiles two versions. */
  private static final int SHAPES = 3;

  private static final int VALUES = 20;

  private final StructuralHandover handover = new StructuralHandover();

  @Property(tries = SHAPES, edgeCases = EdgeCasesMode.NONE)
  void aRoundTripLosesNothing(@ForAll long seed) {
    var shapes = new RandomShapes(seed);
    Compiled v1 = Compiled.of("v1", shapes.source());
    Compiled v2 = Compiled.of("v2", shapes.source());

    for (int i = 0; i < RandomShapes.RECORDS * VALUES; i++) {
      Class<?> type = v1.type("R" + i % RandomShapes.RECORDS);
      Object value = shapes.record(type, v1, 4);
      Object there = convert(value, v2.type(type.getSimpleName()), v2);
      Object back = convert(there, type, v1);

      assertThat(RandomShapes.shown(there)).isEqualTo(RandomShapes.shown(value));
      assertThat(RandomShapes.shown(back)).isEqualTo(RandomShapes.shown(value));
      checkTyped(there, there.getClass(), Map.of(), v1);
    }
  }

  private Object convert(Object value, Class<?> type, Compiled into) {
    return handover.convert(value, new Handover.Into(type, into, "state"));
  }

  @Property(tries = SHAPES, edgeCases = EdgeCasesMode.NONE)
  void aValueArrivesWholeOrIsRefusedWhateverHasChanged(@ForAll long seed) {
    var shapes = new RandomShapes(seed);
    Compiled v1 = Compiled.of("v1", shapes.source());
    Compiled v2 = Compiled.of("v2", shapes.evolved());
    var random = new Random(seed);
    int crossed = 0;

    for (int i = 0; i < RandomShapes.RECORDS * VALUES; i++) {
      Class<?> type = v1.type("R" + random.nextInt(RandomShapes.RECORDS));
      Object value = shapes.record(type, v1, 4);
      String before = RandomShapes.shown(value);
      try {
        Object there = convert(value, v2.type(type.getSimpleName()), v2);
        checkTyped(there, there.getClass(), Map.of(), v1);
        crossed++;
      } catch (HandoverException e) {
        assertThat(e).hasMessageStartingWith("state").hasMessageContaining("v2");
      }
      assertThat(RandomShapes.shown(value)).isEqualTo(before);
    }

    assertThat(crossed).isBetween(1, RandomShapes.RECORDS * VALUES - 1);
  }

  /**
   * Checks that each part is of its declared type and that nothing of the other version is in it.
   */
  private static void checkTyped(
      Object value, Type type, Map<TypeVariable<?>, Type> bound, Compiled other) {
    if (value == null) {
      return;
    }
    Type declared = type instanceof TypeVariable<?> variable ? bound.get(variable) : type;
    Type known = declared == null ? Object.class : declared;
    assertThat(Numbers.boxed(RandomShapes.raw(known))).isAssignableFrom(value.getClass());
    assertThat(value.getClass().getClassLoader()).isNotSameAs(other);
    switch (value) {
      case Record record -> components(record, known, other);
      case Collection<?> all -> all.forEach(part -> checkTyped(part, last(known), bound, other));
      case Map<?, ?> map ->
          map.values().forEach(part -> checkTyped(part, last(known), bound, other));
      case Optional<?> optional ->
          optional.ifPresent(part -> checkTyped(part, last(known), bound, other));
      default -> {
        if (value.getClass().isArray()) {
          for (Object part : ContainerKind.elements(value)) {
            checkTyped(part, last(known), bound, other);
          }
        }
      }
    }
  }

  private static void components(Record record, Type type, Compiled other) {
    Map<TypeVariable<?>, Type> bound = new HashMap<>();
    if (type instanceof ParameterizedType generic) {
      bound.put(record.getClass().getTypeParameters()[0], generic.getActualTypeArguments()[0]);
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object part = RandomShapes.read(record, component);
      checkTyped(part, component.getGenericType(), bound, other);
    }
  }

  private static Type last(Type type) {
    return switch (type) {
      case ParameterizedType generic ->
          generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      case GenericArrayType array -> array.getGenericComponentType();
      case Class<?> raw when raw.isArray() -> raw.getComponentType();
      default -> Object.class;
    };
  }
}
