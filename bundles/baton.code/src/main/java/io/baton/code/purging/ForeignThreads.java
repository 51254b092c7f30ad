package io.baton.code.purging;

import io.baton.spi.JdkThreads;
import io.baton.spi.ThreadContainer;
import java.util.IdentityHashMap;
import java.util.Set;

/** The stacks of all threads that are no processes. */
final class ForeignThreads {
  private ForeignThreads() {}

  /**
   * Returns where they are.
   *
   * @param known threads that are not asked for, by identity
   * @param skipped container that holds threads of processes only, so that the JDK need not list
   *     them
   */
  static IdentityHashMap<Thread, StackTraceElement[]> stacks(
      Set<Thread> known, ThreadContainer.Skipped skipped) {
    IdentityHashMap<Thread, StackTraceElement[]> found = new IdentityHashMap<>();
    for (Thread thread : JdkThreads.platformThreads()) {
      add(thread, known, found);
    }
    ThreadContainer.virtualThreads(skipped, thread -> add(thread, known, found));
    return found;
  }

  private static void add(
      Thread thread, Set<Thread> known, IdentityHashMap<Thread, StackTraceElement[]> found) {
    if (!known.contains(thread)) {
      found.put(thread, JdkThreads.stackTrace(thread));
    }
  }
}
