package io.baton.handover;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Reading and making records whose classes are not accessible from here. */
final class Records {
  /** Held by the record's own class, so it keeps no other version's loader alive. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private Records() {}

  /** The components of a record class, in order, and how to make one. */
  record Shape(List<RecordComponent> components, Constructor<?> constructor) {
    private static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        for (RecordComponent component : components) {
          component.getAccessor().setAccessible(true);
        }
        return new Shape(List.of(components), constructor);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(type + " is a record without canonical constructor", e);
      }
    }
  }

  static Shape shape(Class<?> type) {
    return SHAPES.get(type);
  }

  static Object read(Object from, RecordComponent component) throws ReflectiveOperationException {
    Method accessor = component.getAccessor();
    return accessor.invoke(from);
  }
}
