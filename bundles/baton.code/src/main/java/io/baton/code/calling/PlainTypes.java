package io.baton.code.calling;

import io.baton.api.process.Pid;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Types whose values hold nothing of any version, whatever they are at run time. Where both sides
 * have the same such type a value crosses as it is, and the call costs nothing more than a direct
 * one.
 */
final class PlainTypes {
  /** Being looked at: a type that contains itself is plain if the rest of it is. */
  private final Set<Class<?>> seen = new HashSet<>();

  private PlainTypes() {}

  /** Whether every value of the type is plain; says no where only the value itself could tell. */
  static boolean contains(Class<?> type) {
    return new PlainTypes().isPlain(type);
  }

  private boolean isPlain(Class<?> type) {
    if (type.isPrimitive() || type.isEnum() || type == Pid.class || !seen.add(type)) {
      return true;
    }
    if (type.isArray()) {
      return type.getComponentType().isPrimitive();
    }
    if (type.isRecord()) {
      return Arrays.stream(type.getRecordComponents())
          .map(RecordComponent::getType)
          .allMatch(this::isPlain);
    }
    if (type.isSealed()) {
      return Modifier.isAbstract(type.getModifiers())
          && Arrays.stream(type.getPermittedSubclasses()).allMatch(this::isPlain);
    }
    return isPlainOfJdk(type);
  }

  private static boolean isPlainOfJdk(Class<?> type) {
    return type.getClassLoader() == null
        && type != Optional.class
        && (Modifier.isFinal(type.getModifiers()) || Number.class.isAssignableFrom(type));
  }
}
