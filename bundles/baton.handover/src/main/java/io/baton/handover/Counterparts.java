package io.baton.handover;

import java.util.Optional;

/** Finds the class of the same name on the other side. */
final class Counterparts {
  private Counterparts() {}

  /** Empty if the loader knows no class of that name. */
  static Optional<Class<?>> of(Class<?> type, ClassLoader into) {
    if (type.isArray()) {
      return of(type.getComponentType(), into).map(Class::arrayType);
    }
    ClassLoader loader = type.getClassLoader();
    if (loader == null || loader == into) {
      return Optional.of(type);
    }
    try {
      return Optional.of(into.loadClass(type.getName()));
    } catch (ClassNotFoundException _) {
      return Optional.empty();
    }
  }
}
