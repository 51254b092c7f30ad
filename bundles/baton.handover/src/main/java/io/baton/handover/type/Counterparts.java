package io.baton.handover.type;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** Finds the class of the same name on the other side, once for each class and loader. */
public final class Counterparts {
  /** Held by the class that is asked for; it holds neither the loader nor the other class. */
  private static final ClassValue<Counterparts> KNOWN =
      new ClassValue<>() {
        @Override
        protected Counterparts computeValue(Class<?> type) {
          return new Counterparts();
        }
      };

  private record Found(WeakReference<ClassLoader> into, @Nullable WeakReference<Class<?>> type) {}

  /** Replaced as a whole, under this object's lock; read by anyone. */
  private volatile Found[] found = {};

  private Counterparts() {}

  /** Null if the loader knows no class of that name; that stays so. */
  public static @Nullable Class<?> of(Class<?> type, ClassLoader into) {
    if (type.isArray()) {
      Class<?> component = of(type.getComponentType(), into);
      return component == null ? null : component.arrayType();
    }
    ClassLoader loader = type.getClassLoader();
    if (loader == null || loader == into) {
      return type;
    }
    return KNOWN.get(type).in(into, type);
  }

  /** The same, where a type is expected, whose own loader may know more. */
  public static @Nullable Class<?> of(Class<?> type, ClassLoader into, Class<?> expected) {
    Class<?> there = of(type, into);
    ClassLoader other = expected.getClassLoader();
    if (other == null || other == into || (there != null && expected.isAssignableFrom(there))) {
      return there;
    }
    Class<?> theirs = of(type, other);
    return theirs != null && expected.isAssignableFrom(theirs) ? theirs : there;
  }

  /** The loader of a class that the receiving version does not share; null if it does. */
  public static @Nullable ClassLoader foreign(Class<?> type, ClassLoader into) {
    Class<?> own = type;
    while (own.isArray()) {
      own = own.getComponentType();
    }
    ClassLoader loader = own.getClassLoader();
    return loader == null || loader == into || of(own, into) == own ? null : loader;
  }

  private @Nullable Class<?> in(ClassLoader into, Class<?> type) {
    for (Found known : found) {
      if (known.into().refersTo(into)) {
        WeakReference<Class<?>> there = known.type();
        return there == null ? null : there.get();
      }
    }
    Class<?> there = load(into, type);
    remember(
        new Found(new WeakReference<>(into), there == null ? null : new WeakReference<>(there)));
    return there;
  }

  /** Classes without a name of their own have no counterpart. */
  private static @Nullable Class<?> load(ClassLoader into, Class<?> type) {
    if (type.isHidden()) {
      return null;
    }
    try {
      return into.loadClass(type.getName());
    } catch (ClassNotFoundException _) {
      return null;
    }
  }

  private synchronized void remember(Found now) {
    found = WeakEntries.with(found, now, known -> !known.into().refersTo(null), Found[]::new);
  }
}
