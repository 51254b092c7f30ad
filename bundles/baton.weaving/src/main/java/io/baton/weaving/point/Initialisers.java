package io.baton.weaving.point;

import io.baton.spi.JdkThreads;
import io.baton.spi.VersionMarks;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Registry of the threads that run static initialisers of modules. Woven initialisers report when
 * they begin and when they return, so for all other threads the answer costs one look-up in a small
 * table. The stack decides: an initialiser that an exception has left is still in the table.
 */
public final class Initialisers {
  private static final String INITIALISER = "<clinit>";

  /** By number of the thread; written by threads that initialise, read by those that end others. */
  private static final Map<Long, Initialiser> THREADS = new ConcurrentHashMap<>();

  private static final class Initialiser {
    final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());

    /** How many have begun and not returned; touched by the thread itself. */
    int depth;

    /** Returns whether its thread has ended. */
    boolean isLeft() {
      Thread now = thread.get();
      return now == null || !now.isAlive();
    }
  }

  private Initialisers() {}

  /** Records a beginning; called first by each static initialiser of a module. */
  public static void begin() {
    THREADS.values().removeIf(Initialiser::isLeft);
    THREADS.computeIfAbsent(Thread.currentThread().threadId(), _ -> new Initialiser()).depth++;
  }

  /** Records a return; called last by each static initialiser of a module. */
  public static void end() {
    long thread = Thread.currentThread().threadId();
    Initialiser own = THREADS.get(thread);
    if (own != null && --own.depth <= 0) {
      THREADS.remove(thread);
    }
  }

  /**
   * Returns whether a thread runs a static initialiser of a version that must not be ended.
   *
   * @param thread any
   */
  public static boolean isIn(Thread thread) {
    return THREADS.containsKey(thread.threadId())
        && Arrays.stream(JdkThreads.stackTrace(thread)).anyMatch(Initialisers::isKept);
  }

  private static boolean isKept(StackTraceElement frame) {
    if (!frame.getMethodName().equals(INITIALISER)) {
      return false;
    }
    OptionalLong version = VersionMarks.numberIn(frame);
    return version.isPresent()
        && Gates.numbered(version.getAsLong()).filter(gate -> !gate.endsInitialisers()).isPresent();
  }
}
