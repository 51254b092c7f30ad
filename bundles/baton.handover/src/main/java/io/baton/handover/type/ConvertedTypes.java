package io.baton.handover.type;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** The classes for which there has been something to find out. */
public final class ConvertedTypes {
  /** Weak. Guarded by itself: written when a pair of classes is seen first, read by who asks. */
  private static final Set<Class<?>> CLASSES =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private ConvertedTypes() {}

  public static void note(Class<?> type) {
    CLASSES.add(type);
  }

  public static List<Class<?>> of(ClassLoader version) {
    synchronized (CLASSES) {
      return CLASSES.stream().filter(type -> type.getClassLoader() == version).toList();
    }
  }
}
