package io.baton.spi;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * Access to what locks of {@code java.util.concurrent} tell only their subclasses. The JVM has to
 * export one package for that: {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}, as
 * Baton's start script does.
 */
public final class JdkLocks {
  private static final @Nullable MethodHandle OWNER =
      JdkFields.reader(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread");

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
}
