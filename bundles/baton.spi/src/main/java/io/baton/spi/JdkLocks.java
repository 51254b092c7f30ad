package io.baton.spi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * Access to what locks of {@code java.util.concurrent} tell only their subclasses. The JVM has to
 * export one package for that: {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}, as
 * Baton's start script does.
 */
public final class JdkLocks {
  private static final @Nullable MethodHandle OWNER = owner();

  private JdkLocks() {}

  /**
   * Returns the thread that holds a lock now. Never blocks, and runs no method of the lock.
   *
   * @param lock any lock
   * @return null if no thread holds it exclusively, or if the JVM lacks the option
   */
  public static @Nullable Thread owner(AbstractOwnableSynchronizer lock) {
    try {
      return OWNER == null ? null : (Thread) OWNER.invoke(lock);
    } catch (Throwable e) {
      throw new IllegalStateException("the owner of a lock cannot be read", e);
    }
  }

  /** Returns a handle from a lock to its owner; null without the option. */
  private static @Nullable MethodHandle owner() {
    try {
      Class<?> type = Class.forName("jdk.internal.misc.Unsafe", true, null);
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Object unsafe = lookup.findStatic(type, "getUnsafe", MethodType.methodType(type)).invoke();
      MethodType offset = MethodType.methodType(long.class, Class.class, String.class);
      long owner =
          (long)
              lookup
                  .findVirtual(type, "objectFieldOffset", offset)
                  .invoke(unsafe, AbstractOwnableSynchronizer.class, "exclusiveOwnerThread");
      MethodType read = MethodType.methodType(Object.class, Object.class, long.class);
      return MethodHandles.insertArguments(
          lookup.findVirtual(type, "getReference", read).bindTo(unsafe), 1, owner);
    } catch (ReflectiveOperationException _) {
      return null; // the package is not exported to us, or the JDK differs
    } catch (Throwable e) {
      throw new IllegalStateException("owners of locks cannot be read", e);
    }
  }
}
