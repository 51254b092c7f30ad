package io.baton.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Locks of {@code java.util.concurrent} that somebody waits for and whose owner has ended, so that
 * nobody releases them. The JDK tells owners of no virtual thread's locks, so they are read from
 * the lock, if the JVM lets that package be used.
 */
final class LeftLocks {
  private static final @Nullable MethodHandle OWNER = owner();

  private LeftLocks() {}

  /** A sentence for each lock. */
  static List<String> among(Collection<LocalProcess> processes) {
    IdentityHashMap<Object, List<LocalProcess>> waiting = new IdentityHashMap<>();
    for (LocalProcess process : processes) {
      if (process.isAlive()
          && LockSupport.getBlocker(process.thread()) instanceof AbstractOwnableSynchronizer lock) {
        waiting.computeIfAbsent(lock, _ -> new ArrayList<>()).add(process);
      }
    }
    List<String> left = new ArrayList<>();
    waiting.forEach((lock, waiters) -> {
      Thread owner = ownerOf(lock);
      if (owner != null && hasEnded(owner, processes)) {
        left.add(text(lock, owner, waiters));
      }
    });
    return left;
  }

  private static boolean hasEnded(Thread owner, Collection<LocalProcess> processes) {
    return !owner.isAlive()
        || processes.stream().anyMatch(process -> process.thread() == owner && !process.isAlive());
  }

  private static String text(Object lock, Thread owner, List<LocalProcess> waiters) {
    return "%s wait for a lock (%s) that thread %d%s holds, which has ended, so nobody releases it: end those that wait, or load a version that makes another lock"
        .formatted(
            waiters.stream()
                .map(one -> one + one.name().map(" (%s)"::formatted).orElse(""))
                .collect(Collectors.joining(", ")),
            lock.getClass().getName(),
            owner.threadId(),
            owner.getName().isEmpty() ? "" : " (%s)".formatted(owner.getName()));
  }

  private static @Nullable Thread ownerOf(Object lock) {
    try {
      return OWNER == null ? null : (Thread) OWNER.invoke(lock);
    } catch (Throwable e) {
      throw new IllegalStateException("the owner of a lock cannot be read", e);
    }
  }

  /** Takes a lock and gives its owner; null without the option. */
  private static @Nullable MethodHandle owner() {
    try {
      Class<?> type = Class.forName("jdk.internal.misc.Unsafe", true, null);
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Object unsafe = lookup.findStatic(type, "getUnsafe", MethodType.methodType(type)).invoke();
      long offset =
          (long)
              lookup
                  .findVirtual(
                      type,
                      "objectFieldOffset",
                      MethodType.methodType(long.class, Class.class, String.class))
                  .invoke(unsafe, AbstractOwnableSynchronizer.class, "exclusiveOwnerThread");
      MethodHandle read =
          lookup.findVirtual(
              type, "getReference", MethodType.methodType(Object.class, Object.class, long.class));
      return MethodHandles.insertArguments(read.bindTo(unsafe), 1, offset);
    } catch (Throwable _) {
      return null; // of another JDK, or without the option
    }
  }
}
