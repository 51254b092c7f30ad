package io.baton.process.mailbox;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Class that a version has in place of a class of another version. A look-up takes long if there is
 * none, so each class remembers its counterparts, by weak references.
 */
final class Counterpart {
  private static final ClassValue<Counterpart> KNOWN =
      new ClassValue<>() {
        @Override
        protected Counterpart computeValue(Class<?> type) {
          return new Counterpart();
        }
      };

  /**
   * Counterparts by the loader that was asked; the class itself if it has no other. Guarded by
   * itself.
   */
  private final Map<ClassLoader, WeakReference<Class<?>>> found = new WeakHashMap<>();

  private Counterpart() {}

  /** Returns the counterpart; null if the loader sees this very class, or none of its name. */
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
