package io.baton.code.view;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/** Method handles of interfaces that need not be public. Bundles are open to each other. */
public final class Access {
  private Access() {}

  public static MethodHandles.Lookup lookup(Class<?> type) {
    try {
      return type.getModule().isNamed()
          ? MethodHandles.lookup()
          : MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(type + " cannot be reached", e);
    }
  }

  public static MethodHandle handle(Method method) {
    try {
      return lookup(method.getDeclaringClass()).unreflect(method);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(method + " cannot be called", e);
    }
  }
}
