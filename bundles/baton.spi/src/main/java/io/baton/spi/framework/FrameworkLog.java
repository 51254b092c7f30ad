package io.baton.spi.framework;

import io.baton.spi.LogTarget;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * A log of the framework: {@code org.osgi.service.log.LoggerFactory}, OSGi Compendium 101. It is
 * called by reflection: with an import of its package, a refresh of the bundle that exports it
 * would restart all of Baton, and every process with it.
 */
final class FrameworkLog implements LogTarget {
  /** The interface of the service. */
  static final String FACTORY = "org.osgi.service.log.LoggerFactory";

  private static final String LOGGER = "org.osgi.service.log.Logger";
  private static final String PREFIX = "io.";

  private final BundleContext context;
  private final Object factory;

  /** Takes a bundle, a name and a class; returns a logger. */
  private final Method getLogger;

  private final Class<?> logger;

  /**
   * Finds its methods.
   *
   * @param context of this bundle
   * @param factory the service
   * @throws IllegalStateException if it has other methods than OSGi Compendium 7 and later
   */
  FrameworkLog(BundleContext context, Object factory) {
    this.context = context;
    this.factory = factory;
    try {
      Class<?> api = api(factory.getClass());
      logger = Class.forName(LOGGER, false, api.getClassLoader());
      getLogger = api.getMethod("getLogger", Bundle.class, String.class, Class.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s cannot be used as a log: %s".formatted(factory, e), e);
    }
  }

  /** Returns the interface as the service's class has it. */
  private static Class<?> api(Class<?> type) throws ClassNotFoundException {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      Class<?> found = among(at.getInterfaces());
      if (found != null) {
        return found;
      }
    }
    throw new ClassNotFoundException(FACTORY);
  }

  private static @Nullable Class<?> among(Class<?>[] interfaces) {
    for (Class<?> one : interfaces) {
      Class<?> found = one.getName().equals(FACTORY) ? one : among(one.getInterfaces());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public void write(String name, Level level, String text, @Nullable Throwable thrown)
      throws ReflectiveOperationException {
    Object target = getLogger.invoke(factory, bundle(name), name, logger);
    Method log = logger.getMethod(method(level), String.class, Object[].class);
    // the text is no format: it may have braces
    log.invoke(target, "{}", thrown == null ? new Object[] {text} : new Object[] {text, thrown});
  }

  private static String method(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warn";
      case INFO -> "info";
      case DEBUG -> "debug";
      default -> "trace";
    };
  }

  /** Returns the bundle that a log is of: {@code baton.code} for {@code io.baton.code}. */
  private Bundle bundle(String name) {
    String bundle = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return Arrays.stream(context.getBundles())
        .filter(one -> bundle.equals(one.getSymbolicName()) && one.getState() == Bundle.ACTIVE)
        .findFirst()
        .orElse(context.getBundle());
  }
}
