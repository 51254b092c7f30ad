package io.baton.spi;

import io.baton.api.process.Pid;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides which values are plain: they hold nothing of any version, so they cross unchanged and
 * uninspected. Only this class decides that. Thread-safe; keeps no version alive.
 *
 * <p>Two questions differ: a <em>class</em> is plain if each object of exactly this class is; a
 * <em>place</em> is plain if each value that may be found where the type is declared is. {@code
 * BigDecimal} is a plain class, but not a plain place, because a module may extend it.
 */
@ProviderType
public final class PlainTypes {
  /** Classes of the JDK whose objects are values, although their fields do not show it. */
  private static final Set<String> VALUES =
      Set.of(
          "java.io.File",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.net.Inet4Address",
          "java.net.Inet6Address",
          "java.net.InetSocketAddress",
          "java.net.URI",
          "java.net.URL",
          "java.util.Currency",
          "java.util.Date",
          "java.util.Locale",
          "java.util.Random",
          "java.util.regex.Pattern");

  private static final Set<String> VALUE_PACKAGES =
      Set.of("java.time", "java.time.chrono", "java.time.zone", "sun.nio.fs", "sun.nio.cs");

  /** Whether an object of exactly this class is plain. Holds nothing but a constant. */
  private static final ClassValue<Boolean> CLASSES =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isPlainClass(type, new HashSet<>());
        }
      };

  /** Whether a place of this type is plain. */
  private static final ClassValue<Boolean> PLACES =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isPlainPlace(type, new HashSet<>());
        }
      };

  private PlainTypes() {}

  /**
   * Returns whether a value holds nothing of any version.
   *
   * @param value any value; its methods are not called
   * @return false where only an inspection of the value could tell
   */
  public static boolean isPlain(@Nullable Object value) {
    return value == null || value instanceof Pid || CLASSES.get(value.getClass());
  }

  /**
   * Returns whether each object of exactly this class is plain.
   *
   * @param type any class
   * @return false for each class that is not of the JDK or of Baton, as it may be a version's
   */
  public static boolean isPlainClass(Class<?> type) {
    return CLASSES.get(type);
  }

  /**
   * Returns whether each value of the declared type is plain. If both sides have the same such
   * type, a value crosses uninspected.
   *
   * @param type any type; a record or sealed type is plain if all that it declares is
   * @return false where only the value itself could tell
   */
  public static boolean isPlainPlace(Class<?> type) {
    return PLACES.get(type);
  }

  private static boolean isPlainClass(Class<?> type, Set<Class<?>> seen) {
    if (type.isPrimitive() || !seen.add(type)) {
      return true;
    }
    if (type.isArray()) {
      return isPlainPlace(type.getComponentType(), seen);
    }
    if (type.getClassLoader() != null) {
      return Pid.class.isAssignableFrom(type);
    }
    if (VALUES.contains(type.getName()) || Enum.class.isAssignableFrom(type)) {
      return true;
    }
    if (VALUE_PACKAGES.contains(type.getPackageName())) {
      return !type.getName().contains("Clock");
    }
    return !type.isInterface() && !refersToCode(type) && hasPlainFields(type, seen);
  }

  /**
   * Returns whether objects of the type refer to code; the JDK does not show all fields of these.
   */
  private static boolean refersToCode(Class<?> type) {
    return type == Class.class
        || type == Module.class
        || type.isHidden()
        || Thread.class.isAssignableFrom(type)
        || ClassLoader.class.isAssignableFrom(type)
        || AccessibleObject.class.isAssignableFrom(type)
        || type.getPackageName().startsWith("java.lang.invoke");
  }

  private static boolean hasPlainFields(Class<?> type, Set<Class<?>> seen) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !isPlainPlace(field.getType(), seen)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isPlainPlace(Class<?> type, Set<Class<?>> seen) {
    if (type.isPrimitive() || type.isEnum() || type == Pid.class) {
      return true;
    }
    if (type.isArray()) {
      return isPlainPlace(type.getComponentType(), seen);
    }
    if (type.isRecord()) {
      return !seen.add(type)
          || Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .allMatch(component -> isPlainPlace(component, seen));
    }
    if (type.isSealed()) {
      return Modifier.isAbstract(type.getModifiers())
          && (!seen.add(type)
              || Arrays.stream(type.getPermittedSubclasses())
                  .allMatch(permitted -> isPlainPlace(permitted, seen)));
    }
    return Modifier.isFinal(type.getModifiers())
        && type.getClassLoader() == null
        && isPlainClass(type, seen);
  }
}
