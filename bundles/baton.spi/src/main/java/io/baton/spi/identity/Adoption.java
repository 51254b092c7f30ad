package io.baton.spi.identity;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.IdentityNamespace;

/**
 * A rule by which bundles that know nothing of Baton are versions of modules.
 *
 * @param module the name of the module; null if each bundle is the module of its symbolic name
 * @param bundles which bundles
 * @param interfaces whose methods are the functions: the version's object is that of the first
 *     service that its bundle registers under one of them, in the order of the framework
 */
public record Adoption(@Nullable String module, Choice bundles, Set<String> interfaces) {
  /** Copies the set. */
  public Adoption {
    interfaces = Set.copyOf(interfaces);
  }

  /**
   * Which bundles are adopted: those with one of the names, and those that one of the filters
   * matches.
   *
   * @param names symbolic names
   * @param filters of the attributes of the namespace {@code osgi.identity}
   */
  public record Choice(Set<String> names, Set<Filter> filters) {
    /** Copies the sets. */
    public Choice {
      names = Set.copyOf(names);
      filters = Set.copyOf(filters);
    }

    boolean has(String symbolicName, Version version) {
      return names.contains(symbolicName)
          || (!filters.isEmpty() && matches(attributes(symbolicName, version)));
    }

    private boolean matches(Map<String, Object> attributes) {
      return filters.stream().anyMatch(filter -> filter.matches(attributes));
    }

    private static Map<String, Object> attributes(String symbolicName, Version version) {
      return Map.of(
          IdentityNamespace.IDENTITY_NAMESPACE,
          symbolicName,
          IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE,
          version,
          IdentityNamespace.CAPABILITY_TYPE_ATTRIBUTE,
          IdentityNamespace.TYPE_BUNDLE);
    }
  }

  /** Returns what a bundle of this name is a version of; its dashes become underscores. */
  ModuleIdentity identity(String symbolicName) {
    String name = module == null ? symbolicName.replace('-', '_') : module;
    return new ModuleIdentity(name, interfaces);
  }

  /** Returns whether a service is registered under one of the interfaces. */
  static boolean isUnder(Set<String> interfaces, ServiceReference<?> service) {
    return Arrays.stream((String[]) service.getProperty(Constants.OBJECTCLASS))
        .anyMatch(interfaces::contains);
  }
}
