package io.baton.handover;

import java.lang.reflect.Array;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kinds of containers that hold parts: what these are, and how a copy is made. */
enum Kind {
  COLLECTION(1) {
    @Override
    @Nullable Object[] parts(Object value) {
      return ((Collection<?>) value).toArray();
    }

    @Override
    String step(Object value, @Nullable Object[] parts, int at) {
      return "[" + (value instanceof Set ? Naming.key(parts[at]) : at) + "]";
    }
  },
  MAP(2) {
    @Override
    @Nullable Object[] parts(Object value) {
      Map<?, ?> map = (Map<?, ?>) value;
      var entries = map.entrySet().toArray(Map.Entry<?, ?>[]::new);
      @Nullable Object[] parts = new Object[2 * entries.length];
      for (int i = 0; i < entries.length; i++) {
        parts[2 * i] = entries[i].getKey();
        parts[2 * i + 1] = entries[i].getValue();
      }
      return parts;
    }

    @Override
    String step(Object value, @Nullable Object[] parts, int at) {
      return "[" + Naming.key(parts[at - at % 2]) + "]";
    }
  },
  ENTRY(2) {
    @Override
    @Nullable Object[] parts(Object value) {
      var entry = (Map.Entry<?, ?>) value;
      return new Object[] {entry.getKey(), entry.getValue()};
    }

    @Override
    String step(Object value, @Nullable Object[] parts, int at) {
      return at == 0 ? ".key" : ".value";
    }

    @Override
    Object of(Object value, @Nullable Object[] parts) {
      return value instanceof AbstractMap.SimpleEntry<?, ?>
          ? new AbstractMap.SimpleEntry<@Nullable Object, @Nullable Object>(parts[0], parts[1])
          : new AbstractMap.SimpleImmutableEntry<@Nullable Object, @Nullable Object>(
              parts[0], parts[1]);
    }
  },
  OPTIONAL(1) {
    @Override
    @Nullable Object[] parts(Object value) {
      return ((Optional<?>) value).stream().toArray();
    }

    @Override
    Object of(Object value, @Nullable Object[] parts) {
      return Optional.ofNullable(parts[0]);
    }
  },
  REFERENCE(1) {
    @Override
    @Nullable Object[] parts(Object value) {
      return new Object[] {((AtomicReference<?>) value).get()};
    }
  },
  REFERENCES(1) {
    @Override
    @Nullable Object[] parts(Object value) {
      var array = (AtomicReferenceArray<?>) value;
      @Nullable Object[] parts = new Object[array.length()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = array.get(i);
      }
      return parts;
    }

    @Override
    String step(Object value, @Nullable Object[] parts, int at) {
      return "[" + at + "]";
    }
  };

  /** How many nodes describe what it holds. */
  final int nodes;

  /**
   * A copy that is there before what it holds.
   *
   * @param fill puts that in
   */
  record Shell(Object result, Consumer<@Nullable Object[]> fill) {}

  Kind(int nodes) {
    this.nodes = nodes;
  }

  /** The kind of a value; null if it is no container. */
  static @Nullable Kind of(Object value) {
    return switch (value) {
      case Collection<?> _ -> COLLECTION;
      case Map<?, ?> _ -> MAP;
      case Optional<?> _ -> OPTIONAL;
      case Map.Entry<?, ?> _ -> ENTRY;
      case AtomicReference<?> _ -> REFERENCE;
      case AtomicReferenceArray<?> _ -> REFERENCES;
      default -> null;
    };
  }

  /** What is in it, of a map keys and values in turn. */
  abstract @Nullable Object[] parts(Object value);

  /** Where a part is. */
  String step(Object value, @Nullable Object[] parts, int at) {
    return "";
  }

  /** Made of its parts, if there can be no shell. */
  Object of(Object value, @Nullable Object[] parts) {
    throw new IllegalStateException(this + " has a shell");
  }

  /** The elements of an array of any type. */
  static @Nullable Object[] elements(Object array) {
    @Nullable Object[] elements = new Object[Array.getLength(array)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Array.get(array, i);
    }
    return elements;
  }
}
