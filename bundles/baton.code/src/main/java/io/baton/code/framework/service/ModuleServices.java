package io.baton.code.framework.service;

import io.baton.api.code.Module;
import io.baton.spi.identity.ModuleIdentity;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Tells the service of a module from the others that its bundle registers. */
public final class ModuleServices {
  private ModuleServices() {}

  /**
   * Returns the originals that a bundle has registered for its module.
   *
   * @param bundle any bundle
   * @return those that the framework prefers first; of an adopted bundle the first one counts
   */
  public static List<ServiceReference<?>> of(Bundle bundle) {
    ServiceReference<?>[] registered = bundle.getRegisteredServices();
    ModuleIdentity identity = registered == null ? null : ModuleIdentity.of(bundle);
    return registered == null || identity == null
        ? List.of()
        : Arrays.<ServiceReference<?>>stream(registered)
            .filter(service -> isOriginal(service) && identity.has(service))
            .sorted((one, other) -> other.compareTo(one))
            .toList();
  }

  /** Returns whether a service is a module's, and no mirror. */
  public static boolean isModules(ServiceReference<?> service) {
    ModuleIdentity identity = identity(service);
    return identity != null && isOriginal(service) && identity.has(service);
  }

  /**
   * Returns the name of the module that a service is of.
   *
   * @param service may be gone
   * @return null if it is of none, or of an adopted bundle and gone
   */
  public static @Nullable String module(ServiceReference<?> service) {
    if (service.getProperty(Module.NAMESPACE) instanceof String name) {
      return name;
    }
    if (service.getProperty(ServiceVisibility.CURRENT) instanceof String name) {
      return name;
    }
    ModuleIdentity identity = identity(service);
    return identity != null && identity.isAdopted() && identity.has(service)
        ? identity.module()
        : null;
  }

  private static @Nullable ModuleIdentity identity(ServiceReference<?> service) {
    Bundle bundle = service.getBundle();
    return bundle == null ? null : ModuleIdentity.of(bundle);
  }

  private static boolean isOriginal(ServiceReference<?> service) {
    return service.getProperty(ServiceVisibility.CURRENT) == null;
  }
}
