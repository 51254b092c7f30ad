package io.baton.handover.type;

import io.baton.spi.DataClasses;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;

/**
 * A component of a record, or of a data class: there it is a field.
 *
 * @param owner the record or data class
 * @param declared what its annotations are on
 */
public record Component(
    Class<?> owner, String name, Class<?> type, Type genericType, AnnotatedElement declared) {
  private Component(RecordComponent component) {
    this(
        component.getDeclaringRecord(),
        component.getName(),
        component.getType(),
        component.getGenericType(),
        component);
  }

  private Component(Field field) {
    this(
        field.getDeclaringClass(), field.getName(), field.getType(), field.getGenericType(), field);
  }

  /** Returns the components of a class, in order. */
  static List<Component> of(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type.getRecordComponents()).map(Component::new).toList()
        : DataClasses.fields(type).stream().map(Component::new).toList();
  }

  /**
   * Returns what reads it: the accessor of a record, which is its author's; the field of a data
   * class, without running code.
   */
  MethodHandle reader() {
    MethodHandle reader =
        declared instanceof RecordComponent component
            ? Records.open(component.getAccessor())
            : open((Field) declared);
    return reader.asType(MethodType.methodType(Object.class, Object.class));
  }

  private static MethodHandle open(Field field) {
    try {
      field.setAccessible(true);
      return MethodHandles.lookup().unreflectGetter(field);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is not accessible", e);
    }
  }
}
