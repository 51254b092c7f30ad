package io.baton.code.framework.wire;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.WiredBundle;
import io.baton.spi.identity.ModuleIdentity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Finds the bundles that use a version because the framework has wired them to it. */
public final class WiredBundles {
  private WiredBundles() {}

  /**
   * Inspects the wires that lead to a version. Neither its own fragments count, nor versions of
   * modules that were purged.
   *
   * @param id the version
   * @param wiring of its bundle
   * @param counts which wirings count as users
   * @return in the order of the bundles' numbers
   */
  public static List<WiredBundle> of(
      ModuleVersion id, BundleWiring wiring, Predicate<BundleWiring> counts) {
    Map<BundleRevision, Set<String>> users = new LinkedHashMap<>();
    for (BundleWire wire : provided(wiring)) {
      BundleWiring user = wire.getRequirerWiring();
      if (user != null && isUser(wire, wiring) && counts.test(user)) {
        users.computeIfAbsent(wire.getRequirer(), _ -> new LinkedHashSet<>()).add(use(wire));
      }
    }
    return users.entrySet().stream()
        .map(user -> wired(id, user.getKey(), List.copyOf(user.getValue())))
        .sorted(Comparator.comparingLong(WiredBundle::bundle))
        .toList();
  }

  /**
   * Returns the wires that lead to a wiring. Felix throws if the wiring is given up while it
   * answers: it looks for what is not there any more.
   *
   * @param wiring any
   * @return empty as well if the wiring is no longer in use
   */
  public static List<BundleWire> provided(BundleWiring wiring) {
    try {
      List<BundleWire> wires = wiring.getProvidedWires(null);
      return wires == null ? List.of() : wires;
    } catch (NullPointerException e) {
      if (wiring.isInUse()) {
        throw e;
      }
      return List.of();
    }
  }

  private static boolean isUser(BundleWire wire, BundleWiring wiring) {
    BundleRevision user = wire.getRequirer();
    return user.getBundle() != wiring.getBundle()
        && !wire.getCapability().getNamespace().equals(HostNamespace.HOST_NAMESPACE)
        && !isPurged(user);
  }

  /** A version's bundle is uninstalled when it has been purged; none of its code runs any more. */
  private static boolean isPurged(BundleRevision revision) {
    return revision.getBundle().getState() == Bundle.UNINSTALLED
        && ModuleIdentity.isModule(revision);
  }

  private static String use(BundleWire wire) {
    String namespace = wire.getCapability().getNamespace();
    return switch (namespace) {
      case PackageNamespace.PACKAGE_NAMESPACE ->
          "imports " + wire.getCapability().getAttributes().get(namespace);
      case BundleNamespace.BUNDLE_NAMESPACE -> "requires its bundle";
      default -> "requires its capability " + namespace;
    };
  }

  private static WiredBundle wired(ModuleVersion id, BundleRevision user, List<String> uses) {
    String name = user.getSymbolicName() + " " + user.getVersion();
    return new WiredBundle(id, user.getBundle().getBundleId(), name, uses);
  }
}
