package io.baton.code.calling;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/** Method handles of interfaces that need not be public. Bundles are open to each other. */
final class Access {
  private Access() {}

  static MethodHandles.Lookup lookup(Class<?> type) {
    try {
      return type.getModule().isNamed()
          ? MethodHandles.lookup()
          : MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(type + " cannot be reached", e);
    }
  }

  static MethodHandle handle(Method method) {
    try {
      return lookup(method.getDeclaringClass()).unreflect(method);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(method + " cannot be called", e);
    }
  }
}
