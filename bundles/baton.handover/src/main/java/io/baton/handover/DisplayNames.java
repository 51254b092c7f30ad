package io.baton.handover;

import io.baton.api.spi.ValueText;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/** What classes, versions and values are called in messages. */
final class DisplayNames {
  private static final int LONGEST_KEY = 40;

  private DisplayNames() {}

  /** A class, as its author knows it. */
  static String type(Class<?> type) {
    if (type.isArray()) {
      return type(type.getComponentType()) + "[]";
    }
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : "function of " + name.substring(0, lambda);
  }

  /** A version, by its class loader. */
  static String version(ClassLoader loader) {
    if (loader instanceof BundleReference reference && reference.getBundle() != null) {
      Bundle bundle = reference.getBundle();
      return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
    return loader.getName() == null ? loader.toString() : loader.getName();
  }

  /** Where a value comes from, and where it goes. */
  static String versions(@Nullable Object value, @Nullable Frame frame, ClassLoader into) {
    ClassLoader from = value == null ? null : foreign(value.getClass(), into);
    for (Frame at = frame; at != null && from == null; at = at.under) {
      from = foreign(at.value.getClass(), into);
    }
    return from == null ? "in " + version(into) : version(from) + " to " + version(into);
  }

  /** The loader of a class that the receiving version does not share. */
  private static @Nullable ClassLoader foreign(Class<?> type, ClassLoader into) {
    Class<?> own = type;
    while (own.isArray()) {
      own = own.getComponentType();
    }
    ClassLoader loader = own.getClassLoader();
    return loader == null || loader == into || Counterparts.of(own, into) == own ? null : loader;
  }

  /** A key or an element in a path. */
  static String key(@Nullable Object key) {
    String text = ValueText.of(key);
    return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY) + "…";
  }
}
