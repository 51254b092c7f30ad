package io.baton.weaving.point;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Registry of the threads in methods of hidden classes that a version has made. The JVM leaves such
 * methods out of stack traces, so each of them reports when it begins and ends.
 */
public final class HiddenFrames {
  /** Name of the call that a method makes first, before its safepoint. */
  public static final String BEGIN = "begin";

  /** Name of the call that a method makes after its safepoint. */
  public static final String ENTERED = "entered";

  /** Name of the call that a method makes last, also when it throws. */
  public static final String END = "end";

  private static final MethodType TYPE = MethodType.methodType(void.class);

  /**
   * By the number of the thread. Each entry is written by its own thread, read by those that search
   * for it.
   */
  private final ConcurrentMap<Long, Depth> depths = new ConcurrentHashMap<>();

  HiddenFrames() {}

  /** Number of such methods that a thread is in, and whether the last is still at its safepoint. */
  private static final class Depth {
    volatile int methods;
    volatile boolean isEntering;
  }

  /**
   * Links what woven methods of hidden classes call.
   *
   * @param lookup of the hidden class
   * @param name {@link #BEGIN}, {@link #ENTERED} or {@link #END}
   * @param type {@code ()void}
   * @return the version's own
   * @throws ReflectiveOperationException if the name is a different one
   */
  public static CallSite link(MethodHandles.Lookup lookup, String name, MethodType type)
      throws ReflectiveOperationException {
    HiddenFrames frames = Gates.of(lookup.lookupClass().getClassLoader()).hidden();
    MethodHandle target = MethodHandles.lookup().findVirtual(HiddenFrames.class, name, TYPE);
    return new ConstantCallSite(target.bindTo(frames));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written by its own thread only
  void begin() {
    Depth depth = depths.computeIfAbsent(Thread.currentThread().threadId(), _ -> new Depth());
    depth.isEntering = true;
    depth.methods++;
  }

  void entered() {
    Depth depth = depths.get(Thread.currentThread().threadId());
    if (depth != null) {
      depth.isEntering = false;
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written by its own thread only
  void end() {
    Depth depth = depths.get(Thread.currentThread().threadId());
    if (depth != null) {
      depth.isEntering = false;
      depth.methods--;
      if (depth.methods <= 0) {
        depths.remove(Thread.currentThread().threadId());
      }
    }
  }

  /**
   * Returns whether a thread runs such a method.
   *
   * @param thread any
   * @param isAtAGate whether it stands at a gate: a method that it is about to enter has not begun
   * @return false as well for a thread that has just left
   */
  public boolean contains(Thread thread, boolean isAtAGate) {
    Depth depth = depths.get(thread.threadId());
    return depth != null && depth.methods > (isAtAGate && depth.isEntering ? 1 : 0);
  }
}
