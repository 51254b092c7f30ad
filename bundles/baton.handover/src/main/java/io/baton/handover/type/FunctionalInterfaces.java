package io.baton.handover.type;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises interfaces that a lambda can implement. */
public final class FunctionalInterfaces {
  private FunctionalInterfaces() {}

  public static boolean isFunctional(Class<?> type) {
    return method(type) != null;
  }

  /** Returns the only abstract method of an interface; null if it has another number of them. */
  static @Nullable Method method(Class<?> type) {
    if (!type.isInterface()) {
      return null;
    }
    List<Method> found =
        Arrays.stream(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .filter(method -> !isOfObject(method))
            .toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  private static boolean isOfObject(Method method) {
    try {
      var _ = Object.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException _) {
      return false;
    }
  }
}
