package io.baton.code;

import io.baton.api.code.Module;
import io.baton.code.calling.Views;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Offers current to plain OSGi clients of an api that is installed in another version than the one
 * that current is wired to: as a view of their own version's interface, beside current's service.
 *
 * <p>The code server's own bundle registers the views. It has no wire to the api's package, so the
 * framework finds out by the view's class which clients may see it; and an api's bundle need not be
 * started for it, and may be stopped.
 */
final class ApiViews {
  private final BundleContext context;
  private final Views views;

  /** By module, of each interface. A module's are written by its lane, read by any. */
  private final ConcurrentMap<String, Map<Class<?>, ServiceRegistration<?>>> offered =
      new ConcurrentHashMap<>();

  ApiViews(BundleContext context, Views views) {
    this.context = context;
    this.views = views;
  }

  /**
   * Offers a version that is current. What was offered of the version before and is needed still is
   * not withdrawn in between: a view follows current by itself.
   *
   * @param properties of its service
   */
  void offer(Version current, Dictionary<String, ?> properties) {
    String module = current.id().module();
    Map<Class<?>, ServiceRegistration<?>> before = offered.getOrDefault(module, Map.of());
    Map<Class<?>, ServiceRegistration<?>> after = new LinkedHashMap<>();
    for (Class<?> api : others(current)) {
      ServiceRegistration<?> known = before.get(api);
      if (known == null) {
        after.put(api, register(module, api, properties));
      } else {
        known.setProperties(properties);
        after.put(api, known);
      }
    }
    put(module, after);
    Map<Class<?>, ServiceRegistration<?>> left = new HashMap<>(before);
    left.keySet().removeAll(after.keySet());
    left.values().forEach(ServiceRegistration::unregister);
  }

  private <V> ServiceRegistration<?> register(
      String module, Class<V> api, Dictionary<String, ?> properties) {
    return context.registerService(api.getName(), views.qualified(module, api), properties);
  }

  private void put(String module, Map<Class<?>, ServiceRegistration<?>> registrations) {
    if (registrations.isEmpty()) {
      offered.remove(module);
    } else {
      offered.put(module, Map.copyOf(registrations));
    }
  }

  /** Nothing of the module is current any more. */
  void withdraw(String module) {
    Map<Class<?>, ServiceRegistration<?>> registrations = offered.remove(module);
    if (registrations != null) {
      registrations.values().forEach(ServiceRegistration::unregister);
    }
  }

  /** Withdraws everything. */
  void close() {
    List.copyOf(offered.keySet()).forEach(this::withdraw);
  }

  /** Whether a bundle holds an api of a version. */
  static boolean isApiOf(Bundle bundle, Version current) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return wiring != null
        && isApi(wiring)
        && current.interfaces().stream().anyMatch(name -> provides(wiring, name));
  }

  /** Whether a module is offered to the clients of a bundle's api. */
  boolean offers(String module, Bundle api) {
    return offered.getOrDefault(module, Map.of()).keySet().stream()
        .anyMatch(type -> api.equals(FrameworkUtil.getBundle(type)));
  }

  private Set<Class<?>> others(Version current) {
    Set<Class<?>> others = new LinkedHashSet<>();
    for (String name : current.interfaces()) {
      Optional<Class<?>> own = load(current.loader(), name);
      for (Bundle bundle : context.getBundles()) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null && isApi(wiring) && provides(wiring, name)) {
          load(wiring.getClassLoader(), name)
              .filter(Class::isInterface)
              .filter(type -> own.isPresent() && own.get() != type)
              .ifPresent(others::add);
        }
      }
    }
    return others;
  }

  /** A package that a module exports itself comes and goes with its versions. */
  private static boolean isApi(BundleWiring wiring) {
    return wiring.getRevision().getDeclaredCapabilities(Module.NAMESPACE).isEmpty();
  }

  private static boolean provides(BundleWiring wiring, String type) {
    String packageName = type.substring(0, Math.max(0, type.lastIndexOf('.')));
    return wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
        .anyMatch(capability ->
            packageName.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
  }

  private static Optional<Class<?>> load(ClassLoader loader, String name) {
    try {
      return Optional.of(loader.loadClass(name));
    } catch (ClassNotFoundException | LinkageError _) {
      return Optional.empty();
    }
  }
}
