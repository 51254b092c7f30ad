package io.baton.process.mailbox;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The class that a version has instead of another version's. Looking for one takes long where there
 * is none, so each class remembers what was found, and holds none of it.
 */
final class Counterpart {
  private static final ClassValue<Counterpart> KNOWN =
      new ClassValue<>() {
        @Override
        protected Counterpart computeValue(Class<?> type) {
          return new Counterpart();
        }
      };

  /** By the loader that was asked; the class itself if it has no other. Guarded by itself. */
  private final Map<ClassLoader, WeakReference<Class<?>>> found = new WeakHashMap<>();

  private Counterpart() {}

  /** Null if the loader sees this very class, or none of its name. */
  static @Nullable Class<?> of(Class<?> type, ClassLoader into) {
    if (type.getClassLoader() == into) {
      return null;
    }
    Class<?> counterpart = KNOWN.get(type).find(type, into);
    return counterpart == type ? null : counterpart;
  }

  private Class<?> find(Class<?> type, ClassLoader into) {
    synchronized (found) {
      WeakReference<Class<?>> known = found.get(into);
      Class<?> counterpart = known == null ? null : known.get();
      if (counterpart != null) {
        return counterpart;
      }
    }
    Class<?> counterpart = load(type, into);
    synchronized (found) {
      found.put(into, new WeakReference<>(counterpart));
    }
    return counterpart;
  }

  private static Class<?> load(Class<?> type, ClassLoader into) {
    try {
      return into.loadClass(type.getName());
    } catch (ClassNotFoundException _) {
      return type;
    }
  }
}
