package io.baton.spi.identity;

import io.baton.api.code.Module;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The module that a bundle is a version of.
 *
 * @param module its name; of a bundle that declares it, not checked
 * @param adopted the interfaces of the service of an adopted bundle; empty if the bundle declares
 *     that it is a version, and its service has the property {@code baton.module}
 */
public record ModuleIdentity(String module, Set<String> adopted) {
  /** Copies the set. */
  public ModuleIdentity {
    adopted = Set.copyOf(adopted);
  }

  /**
   * Returns what a bundle is a version of. What it declares counts; a bundle that declares several
   * is never loaded, so the first will do. Called often, by resolver, weaver and look-ups.
   *
   * @param revision of any bundle
   * @return null if it is no version of a module
   */
  public static @Nullable ModuleIdentity of(BundleRevision revision) {
    List<BundleCapability> declared = revision.getDeclaredCapabilities(Module.NAMESPACE);
    return declared.isEmpty()
        ? Adoptions.of(revision)
        : new ModuleIdentity(
            String.valueOf(declared.getFirst().getAttributes().get(Module.NAMESPACE)), Set.of());
  }

  /**
   * The same of a bundle's present revision.
   *
   * @param bundle any bundle
   * @return null if it is no version of a module, or uninstalled
   */
  public static @Nullable ModuleIdentity of(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null ? null : of(revision);
  }

  /**
   * Returns how the service of an adopted bundle is told from its others.
   *
   * @param bundle any bundle
   * @return the interfaces of its service; empty if it was not adopted
   */
  public static Set<String> adoptedInterfaces(Bundle bundle) {
    return interfaces(of(bundle));
  }

  /**
   * The same of one revision of a bundle.
   *
   * @param revision of any bundle
   * @return the interfaces of its service; empty if it was not adopted
   */
  public static Set<String> adoptedInterfaces(BundleRevision revision) {
    return interfaces(of(revision));
  }

  private static Set<String> interfaces(@Nullable ModuleIdentity identity) {
    return identity == null ? Set.of() : identity.adopted;
  }

  /**
   * Returns whether a revision is a version of a module.
   *
   * @param revision of any bundle
   */
  public static boolean isModule(BundleRevision revision) {
    return of(revision) != null;
  }

  /** Returns whether its bundle knows nothing of Baton. */
  public boolean isAdopted() {
    return !adopted.isEmpty();
  }

  /**
   * Returns whether a service of its bundle is the module's, and not another one.
   *
   * @param service of the bundle
   */
  public boolean has(ServiceReference<?> service) {
    return isAdopted()
        ? Adoption.isUnder(adopted, service)
        : service.getProperty(Module.NAMESPACE) != null;
  }
}
