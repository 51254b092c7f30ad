package io.baton.handover.type;

import io.baton.spi.ValueText;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/** Names of classes, versions and values for messages. */
public final class DisplayNames {
  /** Maximum length of a key in a path, in characters: enough to recognise it. */
  private static final int MAX_KEY_LENGTH = 40;

  private DisplayNames() {}

  /** Returns the name of a class as its author knows it. */
  public static String type(Class<?> type) {
    if (type.isArray()) {
      return type(type.getComponentType()) + "[]";
    }
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : "function of " + name.substring(0, lambda);
  }

  /** Returns the name of a version, by its class loader. */
  public static String version(ClassLoader loader) {
    if (loader instanceof BundleReference reference && reference.getBundle() != null) {
      Bundle bundle = reference.getBundle();
      return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
    return loader.getName() == null ? loader.toString() : loader.getName();
  }

  /** Returns the text of a key or an element in a path. */
  public static String key(@Nullable Object key) {
    String text = ValueText.of(key);
    return text.length() <= MAX_KEY_LENGTH ? text : text.substring(0, MAX_KEY_LENGTH) + "…";
  }
}
