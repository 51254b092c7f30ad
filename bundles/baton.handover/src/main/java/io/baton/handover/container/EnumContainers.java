package io.baton.handover.container;

import io.baton.spi.Counterparts;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the enum of sets and maps of enums. They know their enum even when they are empty, and take
 * no constants of another.
 */
public final class EnumContainers {
  private EnumContainers() {}

  /** Returns whether the enum of a set or map is another one in the receiving version. */
  public static boolean differ(Object value, Class<?> declared, ClassLoader into) {
    if (!(value instanceof EnumSet<?>) && !(value instanceof EnumMap<?, ?>)) {
      return false;
    }
    Class<?> type = type(value);
    return type != null && there(type, declared, into) != type;
  }

  /** Returns the enum of the receiving version; the same enum if it has none of that name. */
  public static Class<?> there(Class<?> type, Class<?> declared, ClassLoader into) {
    if (declared.isEnum() && declared.getName().equals(type.getName())) {
      return declared;
    }
    Class<?> there = Counterparts.of(type, into);
    return there != null && there.isEnum() ? there : type;
  }

  /** Returns the enum of an enum set or map; null if it has no constants at all. */
  public static @Nullable Class<?> type(Object value) {
    if (value instanceof EnumSet<?> set) {
      EnumSet<?> some = set.isEmpty() ? EnumSet.complementOf(set) : set;
      return some.isEmpty() ? null : some.iterator().next().getDeclaringClass();
    }
    EnumMap<?, ?> map = (EnumMap<?, ?>) value;
    return map.isEmpty() ? written(map) : map.keySet().iterator().next().getDeclaringClass();
  }

  /** Reads the enum of an empty map from its serial form: nothing else shows it. */
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
