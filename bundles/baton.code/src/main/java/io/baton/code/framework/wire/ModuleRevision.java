package io.baton.code.framework.wire;

import io.baton.spi.identity.ModuleIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The revision of a bundle that holds a version of a module.
 *
 * @param module name of the module
 * @param revision of the version's bundle, never of a fragment
 */
record ModuleRevision(String module, BundleRevision revision) {
  /**
   * Finds the version that a revision belongs to: itself, or the host that a fragment is attached
   * to. Called by the resolver, for each candidate.
   *
   * @return null if it belongs to no module
   */
  static @Nullable ModuleRevision of(BundleRevision revision, FragmentCopies fragments) {
    if (revision.getBundle().getBundleId() == 0) {
      return null; // has hundreds of capabilities
    }
    return (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) == 0
        ? ofHost(revision)
        : ofFragment(revision, fragments);
  }

  private static @Nullable ModuleRevision ofHost(BundleRevision revision) {
    ModuleIdentity identity = ModuleIdentity.of(revision);
    return identity == null ? null : new ModuleRevision(identity.module(), revision);
  }

  private static @Nullable ModuleRevision ofFragment(
      BundleRevision fragment, FragmentCopies fragments) {
    BundleRevision host = fragments.hostOf(fragment.getBundle());
    if (host != null) {
      return ofHost(host);
    }
    BundleWiring wiring = fragment.getWiring();
    List<BundleWire> hosts =
        wiring == null ? null : wiring.getRequiredWires(HostNamespace.HOST_NAMESPACE);
    if (hosts != null) {
      for (BundleWire wire : hosts) {
        ModuleRevision found = ofHost(wire.getProvider());
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
