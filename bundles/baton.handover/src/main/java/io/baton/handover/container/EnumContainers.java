package io.baton.handover.container;

import io.baton.handover.type.Counterparts;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Sets and maps of enums know the enum, also when they are empty, and take no other's constants.
 */
public final class EnumContainers {
  private EnumContainers() {}

  /** Whether a value is of an enum that is another one there. */
  public static boolean differ(Object value, Class<?> declared, ClassLoader into) {
    if (!(value instanceof EnumSet<?>) && !(value instanceof EnumMap<?, ?>)) {
      return false;
    }
    Class<?> type = type(value);
    return type != null && there(type, declared, into) != type;
  }

  /** The enum there; the same if it has none of that name. */
  public static Class<?> there(Class<?> type, Class<?> declared, ClassLoader into) {
    if (declared.isEnum() && declared.getName().equals(type.getName())) {
      return declared;
    }
    Class<?> there = Counterparts.of(type, into);
    return there != null && there.isEnum() ? there : type;
  }

  /** The enum of an enum set or map; null if it has no constants at all. */
  public static @Nullable Class<?> type(Object value) {
    if (value instanceof EnumSet<?> set) {
      EnumSet<?> some = set.isEmpty() ? EnumSet.complementOf(set) : set;
      return some.isEmpty() ? null : some.iterator().next().getDeclaringClass();
    }
    EnumMap<?, ?> map = (EnumMap<?, ?>) value;
    return map.isEmpty() ? written(map) : map.keySet().iterator().next().getDeclaringClass();
  }

  /** Only its serial form tells the enum of an empty map. */
  private static @Nullable Class<?> written(EnumMap<?, ?> map) {
    try (Classes classes = new Classes()) {
      classes.writeObject(map);
      return classes.found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Classes extends ObjectOutputStream {
    @Nullable Class<?> found;

    Classes() throws IOException {
      super(OutputStream.nullOutputStream());
    }

    @Override
    protected void annotateClass(Class<?> type) {
      if (type.isEnum()) {
        found = type;
      }
    }
  }
}
