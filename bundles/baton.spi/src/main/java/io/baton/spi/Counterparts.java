package io.baton.spi;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds the class of the same name in another version, once for each class and loader: to search
 * for one that is absent takes long. Thread-safe; keeps no version alive.
 */
@ProviderType
public final class Counterparts {
  /** Held by the class that is looked up; refers to the loader and the other class weakly. */
  private static final ClassValue<Counterparts> KNOWN =
      new ClassValue<>() {
        @Override
        protected Counterparts computeValue(Class<?> type) {
          return new Counterparts();
        }
      };

  /** Replaced as a whole under this object's lock; read by any thread. */
  private volatile Found[] found = {};

  private Counterparts() {}

  private record Found(WeakReference<ClassLoader> into, @Nullable WeakReference<Class<?>> type) {}

  /**
   * Returns the counterpart of a class.
   *
   * @param type any class; of an array, the counterpart is one of its elements' counterpart
   * @param into class loader of the other version
   * @return the class itself if the version shares it; null if it knows none, which is remembered
   */
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

  /**
   * Returns the counterpart of a class where a type is expected whose own loader may know more.
   *
   * @param type any class
   * @param into class loader of the other version
   * @param expected the type that is expected
   * @return null if there is none
   */
  public static @Nullable Class<?> of(Class<?> type, ClassLoader into, Class<?> expected) {
    Class<?> there = of(type, into);
    ClassLoader other = expected.getClassLoader();
    if (other == null || other == into || (there != null && expected.isAssignableFrom(there))) {
      return there;
    }
    Class<?> theirs = of(type, other);
    return theirs != null && expected.isAssignableFrom(theirs) ? theirs : there;
  }

  /**
   * Returns the loader of a class that another version does not share.
   *
   * @param type any class
   * @param into class loader of the other version
   * @return null if it shares the class
   */
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

  /** Loads the counterpart. Hidden classes, which have no name of their own, have none. */
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
    found =
        Stream.concat(
                Stream.of(now), Arrays.stream(found).filter(known -> !known.into().refersTo(null)))
            .toArray(Found[]::new);
  }
}
