package io.baton.spi;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Access to what the JVM knows of any thread, without a method that its class may override: that
 * would be code of a module, on a thread of Baton. For the same reason threads are compared by
 * identity or number and never kept in a hash table.
 */
public final class JdkThreads {
  private static final ThreadMXBean JVM = ManagementFactory.getThreadMXBean();
  private static final StackTraceElement[] NOTHING = new StackTraceElement[0];

  /** Whether {@code interrupt} of a class is the JDK's method. Held by the class itself. */
  private static final ClassValue<Boolean> HAS_INTERRUPT_OF_THE_JDK =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isOfTheJdk(type, "interrupt");
        }
      };

  /** Whether the context class loader of a class is the JDK's. Held by the class itself. */
  private static final ClassValue<Boolean> HAS_CONTEXT_OF_THE_JDK =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isOfTheJdk(type, "getContextClassLoader")
              && isOfTheJdk(type, "setContextClassLoader", ClassLoader.class);
        }
      };

  private JdkThreads() {}

  private static boolean isOfTheJdk(Class<?> type, String method, Class<?>... parameters) {
    try {
      return type.getMethod(method, parameters).getDeclaringClass() == Thread.class;
    } catch (NoSuchMethodException | LinkageError _) {
      return false;
    }
  }

  private static boolean isPlain(Thread thread) {
    return thread.getClass().getClassLoader() == null;
  }

  /**
   * Returns where a thread is.
   *
   * @param thread any
   * @return its frames, the innermost first; empty if it has ended
   */
  public static StackTraceElement[] stackTrace(Thread thread) {
    StackTraceElement[] frames = frames(thread);
    return LoaderMarks.setFor(frames) ? frames(thread) : frames;
  }

  private static StackTraceElement[] frames(Thread thread) {
    if (isPlain(thread)) {
      return thread.getStackTrace();
    }
    ThreadInfo info = info(thread, Integer.MAX_VALUE);
    return info == null ? NOTHING : info.getStackTrace();
  }

  /**
   * Returns what a thread does.
   *
   * @param thread any
   * @return its state
   */
  public static Thread.State state(Thread thread) {
    if (isPlain(thread)) {
      return thread.getState();
    }
    ThreadInfo info = info(thread, 0);
    return info == null ? Thread.State.TERMINATED : info.getThreadState();
  }

  /**
   * Returns whether a thread waits.
   *
   * @param thread any
   * @return false also if it waits for a monitor: no interrupt ends that
   */
  public static boolean isWaiting(Thread thread) {
    Thread.State state = state(thread);
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /**
   * Returns a name for messages.
   *
   * @param thread any
   * @return its name; if it has none, its number, such as {@code #23}
   */
  public static String name(Thread thread) {
    String name = thread.getName();
    return name.isEmpty() ? "#" + thread.threadId() : name;
  }

  /**
   * Returns the carrier of a virtual thread. The JDK shows it in the text of the thread, and
   * nowhere else.
   *
   * @param virtual a virtual thread
   * @return the name of its carrier; empty if it has none now
   */
  public static Optional<String> carrierOf(Thread virtual) {
    String text = virtual.toString();
    int at = text.indexOf('@', text.lastIndexOf("]/"));
    return at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
  }

  /** Returns whether a platform thread is suspended. */
  static boolean isSuspended(Thread platform) {
    ThreadInfo info = info(platform, 0);
    return info != null && info.isSuspended();
  }

  private static @Nullable ThreadInfo info(Thread thread, int depth) {
    return JVM.getThreadInfo(thread.threadId(), depth);
  }

  /**
   * Interrupts a thread. If its class has an {@code interrupt} of its own, that runs on a thread of
   * its own, without a wait for it, since it may not return.
   *
   * @param thread any
   */
  public static void interrupt(Thread thread) {
    if (isPlain(thread) || HAS_INTERRUPT_OF_THE_JDK.get(thread.getClass())) {
      thread.interrupt();
    } else {
      Thread _ = Thread.ofPlatform().daemon().name("baton-interrupt").start(thread::interrupt);
    }
  }

  /**
   * Returns whether a version's class loader is the context class loader of a thread.
   *
   * @param thread any
   * @param loader the version's
   * @return false also if the class of the thread has methods of its own for that
   */
  public static boolean hasContextLoader(Thread thread, ClassLoader loader) {
    return (isPlain(thread) || HAS_CONTEXT_OF_THE_JDK.get(thread.getClass()))
        && thread.getContextClassLoader() == loader;
  }

  /**
   * Gives a thread the context class loader of the system.
   *
   * @param thread a thread that {@link #hasContextLoader has} another one
   */
  public static void resetContextLoader(Thread thread) {
    try {
      thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    } catch (SecurityException _) {
      // a thread of the JDK that keeps its own
    }
  }

  /**
   * Returns all platform threads that live.
   *
   * @return each once, in no order
   */
  public static List<Thread> platformThreads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads;
    int count;
    do {
      threads = new Thread[2 * root.activeCount() + 16];
      count = root.enumerate(threads, true);
    } while (count == threads.length);
    return Arrays.asList(threads).subList(0, count);
  }
}
