package io.baton.handover.type;

import io.baton.api.spi.ValueText;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/** What classes, versions and values are called in messages. */
public final class DisplayNames {
  private static final int LONGEST_KEY = 40;

  private DisplayNames() {}

  /** A class, as its author knows it. */
  public static String type(Class<?> type) {
    if (type.isArray()) {
      return type(type.getComponentType()) + "[]";
    }
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : "function of " + name.substring(0, lambda);
  }

  /** A version, by its class loader. */
  public static String version(ClassLoader loader) {
    if (loader instanceof BundleReference reference && reference.getBundle() != null) {
      Bundle bundle = reference.getBundle();
      return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
    return loader.getName() == null ? loader.toString() : loader.getName();
  }

  /** A key or an element in a path. */
  public static String key(@Nullable Object key) {
    String text = ValueText.of(key);
    return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY) + "…";
  }
}
