package io.baton.code.exports;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the exported function that a method of a view means: by name, number and types of
 * parameters.
 */
public final class FunctionFinder {
  private FunctionFinder() {}

  /** Empty if there is none, or more than one and none of exactly these types. */
  public static Optional<Method> find(Exports exports, Method wanted) {
    List<Method> named = exports.named(wanted.getName(), wanted.getParameterCount());
    String signature = Exports.signature(wanted);
    Optional<Method> exact =
        named.stream().filter(m -> Exports.signature(m).equals(signature)).findFirst();
    if (exact.isPresent()) {
      return exact.filter(method -> resultCrosses(method, wanted));
    }
    List<Method> fitting = named.stream().filter(m -> accepts(m, wanted)).toList();
    return fitting.size() == 1
        ? Optional.of(fitting.getFirst()).filter(method -> resultCrosses(method, wanted))
        : Optional.empty();
  }

  /** Returns whether there is none of this name that takes such arguments, whatever it returns. */
  public static boolean isMissing(Exports exports, Method wanted) {
    return exports.named(wanted.getName(), wanted.getParameterCount()).stream()
        .noneMatch(function -> accepts(function, wanted));
  }

  private static boolean accepts(Method function, Method wanted) {
    Class<?>[] from = wanted.getParameterTypes();
    Class<?>[] to = function.getParameterTypes();
    for (int i = 0; i < from.length; i++) {
      if (!crosses(from[i], to[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean resultCrosses(Method function, Method wanted) {
    return wanted.getReturnType() == void.class
        || crosses(function.getReturnType(), wanted.getReturnType());
  }

  /** Returns whether a value of one type may arrive as the other; a class is known by its name. */
  private static boolean crosses(Class<?> from, Class<?> to) {
    if (from.getName().equals(to.getName()) || to.isAssignableFrom(from)) {
      return true;
    }
    if (from == void.class || to == void.class) {
      return false;
    }
    if (to.isPrimitive()) {
      return widens(boxed(from), boxed(to));
    }
    if (from.isPrimitive()) {
      return to.isAssignableFrom(boxed(from));
    }
    return to.isInterface() && hasSupertypeNamed(from, to.getName());
  }

  private static boolean hasSupertypeNamed(Class<?> type, String name) {
    return type.getName().equals(name)
        || Arrays.stream(type.getInterfaces()).anyMatch(t -> hasSupertypeNamed(t, name))
        || (type.getSuperclass() != null && hasSupertypeNamed(type.getSuperclass(), name));
  }

  private static boolean widens(Class<?> from, Class<?> to) {
    List<Class<?>> order =
        List.of(Byte.class, Short.class, Integer.class, Long.class, Float.class, Double.class);
    int width = order.indexOf(from);
    return from == to || (width >= 0 && width < order.indexOf(to));
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
