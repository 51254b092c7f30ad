package io.baton.handover.type;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** Registry of the classes for whose values a plan or a table has been made. */
public final class ConvertedTypes {
  /**
   * Weakly held. It is static because it lists the classes that the static caches know, which are
   * held by the classes themselves ({@code ClassValue}) and outlive a component. Guarded by itself:
   * written when a pair of classes is seen first, read by checks.
   */
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
