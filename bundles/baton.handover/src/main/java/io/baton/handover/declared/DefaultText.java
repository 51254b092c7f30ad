package io.baton.handover.declared;

import io.baton.handover.type.Component;
import io.baton.handover.type.Enums;
import io.baton.handover.type.Numbers;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parser of the texts in {@code @Default}. */
final class DefaultText {
  private static final Map<Class<?>, Function<String, Object>> NUMBERS =
      Map.of(
          Byte.class, Byte::valueOf,
          Short.class, Short::valueOf,
          Integer.class, Integer::valueOf,
          Long.class, Long::valueOf,
          Float.class, Float::valueOf,
          Double.class, Double::valueOf);

  /** Candidates for the empty text at an interface; the first that fits is taken. */
  private static final List<Supplier<Object>> EMPTY =
      List.of(
          List::of,
          Set::of,
          Map::of,
          Optional::empty,
          Collections::emptyNavigableSet,
          Collections::emptyNavigableMap,
          ArrayDeque::new,
          LinkedBlockingDeque::new,
          ConcurrentHashMap::new);

  private DefaultText() {}

  /**
   * Returns a supplier that makes the value at each call; empty if the text is no value of the
   * type.
   */
  static Optional<Supplier<? extends @Nullable Object>> read(
      String text, Component component, Node node) {
    Class<?> type = component.type();
    if (text.equals("null") && !type.isPrimitive()) {
      return Optional.of(() -> null);
    }
    if (type == String.class) {
      return Optional.of(() -> text);
    }
    if (node instanceof NumberNode(Class<?> wrapper, _)) {
      return number(text, wrapper);
    }
    if (type.isEnum()) {
      return constant(text, type);
    }
    return text.isEmpty() ? empty(type) : Optional.empty();
  }

  private static Optional<Supplier<? extends @Nullable Object>> number(
      String text, Class<?> wrapper) {
    if (wrapper == Boolean.class) {
      return text.equals("true") || text.equals("false")
          ? Optional.of(() -> Boolean.valueOf(text))
          : Optional.empty();
    }
    if (wrapper == Character.class) {
      return text.length() == 1 ? Optional.of(() -> text.charAt(0)) : Optional.empty();
    }
    try {
      Object number = Objects.requireNonNull(NUMBERS.get(wrapper)).apply(text);
      return Optional.of(() -> number);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<Supplier<? extends @Nullable Object>> constant(
      String text, Class<?> type) {
    return Enums.names(type).contains(text)
        ? Optional.of(() -> Enums.named(type, text))
        : Optional.empty();
  }

  private static Optional<Supplier<? extends @Nullable Object>> empty(Class<?> type) {
    if (type.isArray()) {
      return Optional.of(() -> Array.newInstance(type.getComponentType(), 0));
    }
    boolean holds =
        type.getClassLoader() == null
            && (type == Optional.class
                || type == Iterable.class
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type));
    if (!holds) {
      return Optional.empty();
    }
    for (Supplier<Object> candidate : EMPTY) {
      if (type.isInstance(candidate.get())) {
        return Optional.of(candidate);
      }
    }
    return byConstructor(type);
  }

  private static Optional<Supplier<? extends @Nullable Object>> byConstructor(Class<?> type) {
    try {
      Constructor<?> constructor = type.getConstructor();
      return Modifier.isAbstract(type.getModifiers())
          ? Optional.empty()
          : Optional.of(() -> made(constructor));
    } catch (NoSuchMethodException _) {
      return Optional.empty();
    }
  }

  private static Object made(Constructor<?> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " failed", e);
    }
  }

  static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "the name of one of its constants";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == char.class || type == Character.class) {
      return "one character";
    }
    return type.isPrimitive() || Numbers.isWrapper(type)
        ? "such a number"
        : "null, the empty text for an empty container, or a method: by = \"…\"";
  }
}
