package io.baton.code.framework.service;

import io.baton.code.calling.Views;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.wire.WiredBundles;
import io.baton.spi.identity.ModuleIdentity;
import java.util.Arrays;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWire;
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

  /** Asked for all versions that there are, also those that are old or purged. */
  private final Supplier<List<BundleWiring>> versions;

  /** By module, of each interface. A module's are written by its lane, read by any. */
  private final ConcurrentMap<String, Map<Class<?>, ServiceRegistration<?>>> offered =
      new ConcurrentHashMap<>();

  ApiViews(BundleContext context, Views views, Supplier<List<BundleWiring>> versions) {
    this.context = context;
    this.views = views;
    this.versions = versions;
  }

  /**
   * Offers a version that is current. What was offered of the version before and is needed still is
   * not withdrawn in between: a view follows current by itself.
   *
   * @param properties of its service
   * @return withdraws what is not needed any more, as soon as current's own service is there
   */
  Runnable offer(InstalledVersion current, Dictionary<String, ?> properties) {
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
    return () -> left.values().forEach(ServiceRegistration::unregister);
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
    offered.keySet().forEach(this::withdraw);
  }

  /** Returns whether a bundle holds an api of a version. */
  static boolean isApiOf(Bundle bundle, InstalledVersion current) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return wiring != null
        && isApi(wiring)
        && current.interfaces().stream().anyMatch(name -> provides(wiring, name));
  }

  /** Returns whether a bundle has an api of a version from another version, of any module. */
  static boolean isWiredToApiOf(Bundle bundle, InstalledVersion current) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    List<BundleWire> wires =
        wiring == null ? null : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE);
    return wires != null
        && wires.stream()
            .map(BundleWire::getProviderWiring)
            .filter(provider -> provider != null && !isApi(provider))
            .filter(provider -> provider.getRevision() != current.revision())
            .anyMatch(provider ->
                current.interfaces().stream().anyMatch(name -> provides(provider, name)));
  }

  /** Returns whether a module is offered to clients that have its api from elsewhere. */
  boolean offersAny(String module) {
    return offered.containsKey(module);
  }

  /** Returns whether a module is offered to the clients of a bundle's api. */
  boolean offers(String module, Bundle api) {
    return offered.getOrDefault(module, Map.of()).keySet().stream()
        .anyMatch(type -> api.equals(FrameworkUtil.getBundle(type)));
  }

  private Set<Class<?>> others(InstalledVersion current) {
    Set<Class<?>> others = new LinkedHashSet<>();
    for (String name : current.interfaces()) {
      Optional<Class<?>> own = load(current.loader(), name);
      for (BundleWiring wiring : spaces(name)) {
        load(wiring.getClassLoader(), name)
            .filter(Class::isInterface)
            .filter(type -> own.isPresent() && own.get() != type)
            .ifPresent(others::add);
      }
    }
    return others;
  }

  /**
   * Returns where a client may have a type from: a bundle that exports it, or a version of a
   * module.
   */
  private List<BundleWiring> spaces(String type) {
    Stream<BundleWiring> apis =
        Arrays.stream(context.getBundles())
            .map(bundle -> bundle.adapt(BundleWiring.class))
            .filter(wiring -> wiring != null && isApi(wiring) && provides(wiring, type));
    Stream<BundleWiring> modules =
        versions.get().stream().filter(wiring -> provides(wiring, type) && hasClients(wiring));
    return Stream.concat(apis, modules).toList();
  }

  /** Returns whether other bundles have classes of a version. */
  private static boolean hasClients(BundleWiring version) {
    return WiredBundles.provided(version).stream()
        .map(wire -> wire.getRequirer().getBundle())
        .anyMatch(bundle -> bundle != version.getBundle());
  }

  /** A package that a module exports itself comes and goes with its versions. */
  private static boolean isApi(BundleWiring wiring) {
    return !ModuleIdentity.isModule(wiring.getRevision());
  }

  private static boolean provides(BundleWiring wiring, String type) {
    String packageName = type.substring(0, Math.max(0, type.lastIndexOf('.')));
    List<BundleCapability> packages = wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE);
    return packages != null // no longer in use
        && packages.stream()
            .anyMatch(capability ->
                packageName.equals(
                    capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
  }

  private static Optional<Class<?>> load(ClassLoader loader, String name) {
    try {
      return Optional.of(loader.loadClass(name));
    } catch (ClassNotFoundException | LinkageError _) {
      return Optional.empty();
    }
  }
}
