package io.baton.embedded;

import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A configuration of ConfigurationAdmin. That has its own classes in the framework, which the class
 * path has not, or in any version; so each call goes by reflection.
 */
final class ConfigurationTarget {
  private static final String ADMIN = "org.osgi.service.cm.ConfigurationAdmin";
  private static final String CONFIGURATION = "org.osgi.service.cm.Configuration";
  private static final String ANY_BUNDLE = "?";

  private final Class<?> type;
  private final Object configuration;

  private ConfigurationTarget(Class<?> type, Object configuration) {
    this.type = type;
    this.configuration = configuration;
  }

  /**
   * Returns the service. All are asked for: if the class path has its classes as well, the
   * framework takes those of the bundle for others.
   */
  static Optional<ServiceReference<?>> admin(BundleContext context) {
    try {
      ServiceReference<?>[] references = context.getAllServiceReferences(ADMIN, null);
      return references == null ? Optional.empty() : Optional.of(references[0]);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the configuration of a PID, which need not exist. */
  static ConfigurationTarget of(BundleContext context, ServiceReference<?> admin, String pid) {
    try {
      Class<?> adminType = admin.getBundle().loadClass(ADMIN);
      Object configuration =
          adminType
              .getMethod("getConfiguration", String.class, String.class)
              .invoke(context.getService(admin), pid, ANY_BUNDLE);
      return new ConfigurationTarget(admin.getBundle().loadClass(CONFIGURATION), configuration);
    } catch (ReflectiveOperationException e) {
      throw failure(e);
    }
  }

  /** Sets properties; others that it has stay. */
  void put(Map<String, Object> properties) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (invoke("getProperties") instanceof Dictionary<?, ?> before) {
      Collections.list(before.keys()).forEach(key -> all.put(String.valueOf(key), before.get(key)));
    }
    all.putAll(properties);
    try {
      Object _ =
          type.getMethod("updateIfDifferent", Dictionary.class)
              .invoke(configuration, FrameworkUtil.asDictionary(all));
    } catch (ReflectiveOperationException e) {
      throw failure(e);
    }
  }

  /** Deletes it. */
  void delete() {
    Object _ = invoke("delete");
  }

  private @Nullable Object invoke(String method) {
    try {
      return type.getMethod(method).invoke(configuration);
    } catch (ReflectiveOperationException e) {
      throw failure(e);
    }
  }

  private static BatonStartException failure(ReflectiveOperationException failure) {
    Throwable cause =
        failure instanceof InvocationTargetException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new BatonStartException("configurations cannot be handed over: " + cause, cause);
  }
}
