package io.baton.code.framework.wire;

import io.baton.api.code.LoadResult;
import io.baton.spi.identity.ModuleIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Checks how a version was resolved, before any code of it runs. */
public final class WiringCheck {
  private static final String API = "io.baton.api";

  private final BundleRevision own;
  private final String what;
  private final Set<BundleRevision> seen = new HashSet<>();

  private WiringCheck(BundleRevision own, String what) {
    this.own = own;
    this.what = what;
  }

  /**
   * Finds out whether a version has its packages to itself, and shares Baton's with everybody.
   *
   * @param wiring of a version that was just resolved
   * @param what module and version
   * @return what is wrong; empty if all is well
   */
  public static Optional<LoadResult.Refused> of(BundleWiring wiring, String what) {
    var check = new WiringCheck(wiring.getRevision(), what);
    return check
        .copyOfBaton(wiring)
        .or(() -> check.direct(wiring))
        .or(() -> check.required(wiring, true));
  }

  private Optional<LoadResult.Refused> copyOfBaton(BundleWiring wiring) {
    for (BundleCapability exported : wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
      String name =
          String.valueOf(exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
      if (name.equals(API) || name.startsWith(API + ".")) {
        return refused(
            "it exports its own copy of %s, which all modules share; import it, and leave it out of"
                + " the bundle",
            name);
      }
    }
    return Optional.empty();
  }

  /** The resolver hook prevents it, but it may not have been there. */
  private Optional<LoadResult.Refused> direct(BundleWiring wiring) {
    List<BundleWire> wires = wiring.getRequiredWires(null);
    return (wires == null ? List.<BundleWire>of() : wires)
        .stream()
            .map(BundleWire::getProvider)
            .filter(this::isOtherVersion)
            .findFirst()
            .flatMap(provider ->
                refused(
                    "it was resolved while the code server was not active, and is wired to %s;"
                        + " refresh it",
                    name(provider)));
  }

  private boolean isOtherVersion(BundleRevision provider) {
    return provider != own && module(own).isPresent() && module(provider).equals(module(own));
  }

  private static String name(BundleRevision revision) {
    return revision.getSymbolicName() + " " + revision.getVersion();
  }

  /** The framework's search goes through required bundles before it reaches the version itself. */
  private Optional<LoadResult.Refused> required(BundleWiring wiring, boolean isOwn) {
    List<BundleWire> wires = wiring.getRequiredWires(BundleNamespace.BUNDLE_NAMESPACE);
    for (BundleWire wire : wires == null ? List.<BundleWire>of() : wires) {
      BundleRevision provider = wire.getProvider();
      boolean isSeen =
          isOwn
              || Constants.VISIBILITY_REEXPORT.equals(
                  wire.getRequirement().getDirectives().get(Constants.VISIBILITY_DIRECTIVE));
      if (isSeen && seen.add(provider)) {
        if (isOtherVersion(provider)) {
          return refused(
              "it requires a bundle that re-exports %s, so it would run code of that version;"
                  + " import packages instead of requiring bundles",
              name(provider));
        }
        Optional<LoadResult.Refused> behind = required(wire.getProviderWiring(), false);
        if (behind.isPresent()) {
          return behind;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> module(BundleRevision revision) {
    return Optional.ofNullable(ModuleIdentity.of(revision)).map(ModuleIdentity::module);
  }

  private Optional<LoadResult.Refused> refused(String why, String name) {
    return Optional.of(new LoadResult.Entangled(what, why.formatted(name)));
  }
}
