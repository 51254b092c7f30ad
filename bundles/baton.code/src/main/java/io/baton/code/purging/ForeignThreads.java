package io.baton.code.purging;

import io.baton.spi.JdkThreads;
import io.baton.spi.Log;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The stacks of all threads that are no processes. The JDK lists platform threads for every caller;
 * virtual threads it lists in {@code jdk.internal.vm} only, for its thread dumps, and that must be
 * exported: {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}.
 */
final class ForeignThreads {
  private static final Log LOG = Log.of("io.baton.code");
  private static final Optional<Containers> CONTAINERS = containers();

  private ForeignThreads() {}

  /** Access to the JDK's containers of threads. */
  private record Containers(Object root, MethodHandle threads, MethodHandle children) {
    void collect(
        Object container, Set<Thread> known, IdentityHashMap<Thread, StackTraceElement[]> found)
        throws Throwable {
      ((Stream<?>) threads.invoke(container))
          .map(Thread.class::cast)
          .filter(thread -> thread.isVirtual() && !known.contains(thread))
          .forEach(thread -> found.put(thread, JdkThreads.stackTrace(thread)));
      for (Object child : ((Stream<?>) children.invoke(container)).toList()) {
        collect(child, known, found);
      }
    }
  }

  private static Optional<Containers> containers() {
    try {
      Class<?> all = Class.forName("jdk.internal.vm.ThreadContainers", false, null);
      Class<?> one = Class.forName("jdk.internal.vm.ThreadContainer", false, null);
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodType stream = MethodType.methodType(Stream.class);
      Object root = lookup.findStatic(all, "root", MethodType.methodType(one)).invoke();
      return Optional.of(
          new Containers(
              root,
              lookup.findVirtual(one, "threads", stream),
              lookup.findVirtual(one, "children", stream)));
    } catch (Throwable e) {
      // the warning is JvmOption's, at the start
      LOG.log(System.Logger.Level.DEBUG, "virtual threads are not listed: " + e);
      return Optional.empty();
    }
  }

  /**
   * Returns where they are.
   *
   * @param known threads that are not asked for, by identity
   */
  static IdentityHashMap<Thread, StackTraceElement[]> stacks(Set<Thread> known) {
    IdentityHashMap<Thread, StackTraceElement[]> found = new IdentityHashMap<>();
    for (Thread thread : JdkThreads.platformThreads()) {
      if (!known.contains(thread)) {
        found.put(thread, JdkThreads.stackTrace(thread));
      }
    }
    CONTAINERS.ifPresent(containers -> {
      try {
        containers.collect(containers.root(), known, found);
      } catch (Throwable e) {
        throw new IllegalStateException("the JDK does not list its virtual threads", e);
      }
    });
    return found;
  }
}
