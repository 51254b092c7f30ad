package io.baton.races.stepping;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this JDK has and does not show: virtual threads with a scheduler of our own. */
final class VirtualThreads {
  private static final Method NEW = constructor();
  private static final VarHandle STATE = field("state", int.class);
  private static final VarHandle ON_LIST = field("onWaitingList", boolean.class);

  /** States of a thread that its scheduler has been given. */
  private static final Set<Integer> SUBMITTED =
      Stream.of("STARTED", "UNPARKED", "YIELDED", "UNBLOCKED")
          .map(VirtualThreads::constant)
          .collect(Collectors.toUnmodifiableSet());

  private VirtualThreads() {}

  private static Class<?> type() throws ClassNotFoundException {
    return Class.forName("java.lang.VirtualThread");
  }

  private static Method constructor() {
    try {
      Method method =
          Class.forName("java.lang.ThreadBuilders")
              .getDeclaredMethod(
                  "newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no schedulers for virtual threads", e);
    }
  }

  private static VarHandle field(String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(type(), MethodHandles.lookup())
          .findVarHandle(type(), name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("virtual threads of this JDK are other ones", e);
    }
  }

  private static int constant(String name) {
    try {
      Field field = type().getDeclaredField(name);
      field.setAccessible(true);
      return field.getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("virtual threads of this JDK are other ones", e);
    }
  }

  static Thread make(Executor scheduler, String name, Runnable body) {
    try {
      return (Thread) NEW.invoke(null, scheduler, name, 0, body);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether its scheduler has it, or is about to get it. */
  static boolean isSubmitted(Thread thread) {
    return SUBMITTED.contains((int) STATE.getVolatile(thread));
  }

  /** Whether a thread of the JVM is about to give it to its scheduler. */
  static boolean isBeingUnblocked(Thread thread) {
    return (boolean) ON_LIST.getVolatile(thread);
  }
}
