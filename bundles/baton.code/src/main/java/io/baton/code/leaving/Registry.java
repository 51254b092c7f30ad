package io.baton.code.leaving;

import io.baton.code.leaving.Leftovers.Entry;
import io.baton.spi.JdkFields;
import io.baton.spi.JdkThreads;
import java.lang.ref.Reference;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.security.Provider;
import java.security.Security;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** A registry of the JDK in which code may leave something that outlives it. */
@FunctionalInterface
interface Registry {
  /** Those whose entries can be removed. */
  List<Registry> ALL =
      List.of(
          Registry::shutdownHooks,
          Registry::drivers,
          Registry::beans,
          Registry::providers,
          Registry::logHandlers,
          Registry::defaults);

  /** Finds the entries that are of a class loader. */
  Stream<Entry> entries(ClassLoader loader);

  private static boolean isOf(@Nullable Object value, ClassLoader loader) {
    return value != null
        && (value.getClass().getClassLoader() == loader
            || (value instanceof Class<?> type && type.getClassLoader() == loader));
  }

  /** Returns the threads that are to run when the JVM ends. */
  static List<Thread> hooks() {
    try {
      Class<?> type = Class.forName("java.lang.ApplicationShutdownHooks", true, null);
      return JdkFields.readStatic(type, "hooks") instanceof Map<?, ?> hooks
          ? hooks.keySet().stream().map(Thread.class::cast).toList()
          : List.of();
    } catch (ClassNotFoundException _) {
      return List.of(); // this JDK keeps them elsewhere
    }
  }

  private static Stream<Entry> shutdownHooks(ClassLoader loader) {
    return hooks().stream()
        .filter(hook -> isOf(hook, loader) || isOf(task(hook), loader))
        .map(hook ->
            new Entry(
                "shutdown hook",
                JdkThreads.name(hook),
                () -> Runtime.getRuntime().removeShutdownHook(hook)));
  }

  private static @Nullable Object task(Thread thread) {
    Object holder = JdkFields.read(thread, Thread.class, "holder");
    return holder == null ? null : JdkFields.read(holder, holder.getClass(), "task");
  }

  private static Stream<Entry> drivers(ClassLoader loader) {
    if (!(JdkFields.readStatic(DriverManager.class, "registeredDrivers")
        instanceof Collection<?> all)) {
      return Stream.empty();
    }
    return all.stream()
        .map(Object.class::cast)
        .filter(one -> isOf(driver(one), loader))
        .map(one ->
            new Entry(
                "JDBC driver",
                Objects.requireNonNull(driver(one)).getClass().getName(),
                () -> all.remove(one)));
  }

  private static @Nullable Object driver(Object info) {
    return JdkFields.read(info, info.getClass(), "driver");
  }

  /** The server of the platform is among them as soon as anything has asked for it. */
  private static Stream<Entry> beans(ClassLoader loader) {
    return MBeanServerFactory.findMBeanServer(null).stream()
        .flatMap(server ->
            server.queryNames(null, null).stream()
                .filter(name -> isOf(server, name, loader))
                .map(name -> new Entry("MBean", name.toString(), () -> unregister(server, name))));
  }

  private static boolean isOf(MBeanServer server, ObjectName name, ClassLoader loader) {
    try {
      return server.getClassLoaderFor(name) == loader;
    } catch (JMException _) {
      return false; // it has gone meanwhile
    }
  }

  private static void unregister(MBeanServer server, ObjectName name) {
    try {
      server.unregisterMBean(name);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Entry> providers(ClassLoader loader) {
    return loadedProviders()
        .filter(provider -> isOf(provider, loader))
        .map(provider ->
            new Entry(
                "security provider",
                provider.getClass().getName(),
                () -> Security.removeProvider(provider.getName())));
  }

  /** The JDK would load all others, if it were asked for them. */
  private static Stream<Provider> loadedProviders() {
    try {
      Class<?> type = Class.forName("sun.security.jca.Providers", false, null);
      Object list = JdkFields.isUsed(type) ? JdkFields.readStatic(type, "providerList") : null;
      return list != null
              && JdkFields.read(list, list.getClass(), "configs") instanceof Object[] configured
          ? Arrays.stream(configured)
              .map(one -> JdkFields.read(one, one.getClass(), "provider"))
              .filter(Provider.class::isInstance)
              .map(Provider.class::cast)
          : Stream.empty();
    } catch (ClassNotFoundException _) {
      return Stream.empty(); // this JDK keeps them elsewhere
    }
  }

  private static Stream<Entry> logHandlers(ClassLoader loader) {
    LogManager manager = LogManager.getLogManager();
    return Collections.list(manager.getLoggerNames()).stream()
        .map(manager::getLogger)
        .filter(logger -> logger != null && logger.getClass().getClassLoader() == null)
        .flatMap(logger -> logHandlers(logger, loader));
  }

  private static Stream<Entry> logHandlers(Logger logger, ClassLoader loader) {
    return Arrays.stream(logger.getHandlers())
        .filter(handler -> isOf(handler, loader))
        .map((Handler handler) ->
            new Entry(
                "log handler",
                "%s of logger '%s'".formatted(handler.getClass().getName(), logger.getName()),
                () -> logger.removeHandler(handler)));
  }

  private static Stream<Entry> defaults(ClassLoader loader) {
    return Stream.of(
            one(
                Thread.getDefaultUncaughtExceptionHandler(),
                "of uncaught exceptions",
                () -> Thread.setDefaultUncaughtExceptionHandler(null),
                loader),
            one(
                JdkFields.isUsed(Authenticator.class) ? Authenticator.getDefault() : null,
                "authenticator",
                () -> Authenticator.setDefault(null),
                loader),
            one(
                JdkFields.isUsed(ProxySelector.class) ? ProxySelector.getDefault() : null,
                "proxy selector",
                () -> ProxySelector.setDefault(null),
                loader),
            one(
                JdkFields.isUsed(CookieHandler.class) ? CookieHandler.getDefault() : null,
                "cookie handler",
                () -> CookieHandler.setDefault(null),
                loader),
            one(
                JdkFields.isUsed(ResponseCache.class) ? ResponseCache.getDefault() : null,
                "response cache",
                () -> ResponseCache.setDefault(null),
                loader))
        .flatMap(entries -> entries);
  }

  private static Stream<Entry> one(
      @Nullable Object value, String what, Runnable removal, ClassLoader loader) {
    return isOf(value, loader)
        ? Stream.of(new Entry("default handler", what, removal))
        : Stream.empty();
  }

  /** Its thread may be using its map: what is there is only said. */
  static Stream<Entry> threadLocals(ClassLoader loader) {
    return JdkThreads.platformThreads().stream()
        .flatMap(thread ->
            Stream.of("threadLocals", "inheritableThreadLocals")
                .flatMap(field -> values(JdkFields.read(thread, Thread.class, field)))
                .filter(value -> isOf(value, loader))
                .map(value ->
                    new Entry(
                        "thread local",
                        "of thread %s: %s"
                            .formatted(JdkThreads.name(thread), value.getClass().getName()),
                        null)));
  }

  /** Returns keys and values of a map of thread locals. */
  private static Stream<Object> values(@Nullable Object map) {
    return map != null && JdkFields.read(map, map.getClass(), "table") instanceof Object[] table
        ? Arrays.stream(table)
            .filter(Objects::nonNull)
            .flatMap(entry ->
                Stream.of(
                        JdkFields.read(entry, entry.getClass(), "value"),
                        entry instanceof Reference<?> key ? key.get() : null)
                    .filter(Objects::nonNull))
        : Stream.empty();
  }
}
