package io.baton.weaving.point;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Cache that records for each class whether it waits as the JDK's does: it overrides neither the
 * wait that no interrupt ends nor the one that takes its place. Keeps no class in memory.
 */
final class Original extends ClassValue<Boolean> {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private final String wait;
  private final String interruptible;
  private final MethodType waitType;
  private final MethodType interruptibleType;

  Original(String wait, MethodType waitType, String interruptible, MethodType interruptibleType) {
    this.wait = wait;
    this.waitType = waitType;
    this.interruptible = interruptible;
    this.interruptibleType = interruptibleType;
  }

  /** Creates it for two waits with the same parameters and the same result. */
  Original(String wait, String interruptible, MethodType type) {
    this(wait, type, interruptible, type);
  }

  boolean isClassOf(Object object) {
    return get(object.getClass());
  }

  @Override
  protected Boolean computeValue(Class<?> type) {
    return isJdk(type)
        || (isInherited(type, wait, waitType)
            && isInherited(type, interruptible, interruptibleType));
  }

  private static boolean isInherited(Class<?> type, String method, MethodType methodType) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, HERE);
      MethodHandle found = lookup.findVirtual(type, method, methodType);
      return isJdk(lookup.revealDirect(found).getDeclaringClass());
    } catch (ReflectiveOperationException _) {
      return false;
    }
  }

  static boolean isJdk(Class<?> type) {
    return type.getClassLoader() == null;
  }
}
