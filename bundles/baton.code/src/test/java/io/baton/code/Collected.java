package io.baton.code;

import java.lang.ref.WeakReference;

/** Whether something is not held by anyone any more. */
public final class Collected {
  private Collected() {}

  /** Lets the collector run until it has found the object, or has not for long enough. */
  public static boolean is(WeakReference<?> reference) {
    for (int i = 0; i < 100 && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }
}
