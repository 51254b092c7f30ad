package io.baton.code.preparing;

import io.baton.api.code.Code;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Finds out whether a bundle does not resolve because it was built against another Baton. */
final class ApiVersions {
  private static final String API = "io.baton.api";

  private ApiVersions() {}

  /**
   * Compares what a bundle requires of Baton with what there is.
   *
   * @param bundle does not resolve
   * @return what to do; empty if the reason is another one
   */
  static Optional<String> explain(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null
        ? Optional.empty()
        : own()
            .flatMap(api ->
                required(revision)
                    .filter(requirement -> !isMet(requirement, api))
                    .findFirst()
                    .map(requirement -> explain(requirement, api)));
  }

  /** Wiring that exports the API to this bundle: that of baton.api, or of the framework. */
  private static Optional<BundleWiring> own() {
    Bundle here = FrameworkUtil.getBundle(ApiVersions.class);
    BundleWiring wiring = here == null ? null : here.adapt(BundleWiring.class);
    return wiring == null
        ? Optional.empty()
        : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
            .filter(wire ->
                Code.class
                    .getPackageName()
                    .equals(
                        wire.getCapability()
                            .getAttributes()
                            .get(PackageNamespace.PACKAGE_NAMESPACE)))
            .map(BundleWire::getProviderWiring)
            .findFirst();
  }

  private static Stream<BundleRequirement> required(BundleRevision revision) {
    return revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
        .filter(requirement -> name(requirement).startsWith(API))
        .filter(requirement ->
            !Constants.RESOLUTION_OPTIONAL.equals(
                requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE)));
  }

  private static boolean isMet(BundleRequirement requirement, BundleWiring api) {
    return exported(api).stream().anyMatch(requirement::matches);
  }

  private static List<BundleCapability> exported(BundleWiring api) {
    return api.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE);
  }

  private static String explain(BundleRequirement requirement, BundleWiring api) {
    String there =
        exported(api).stream()
            .filter(exported ->
                name(requirement)
                    .equals(exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
            .map(exported ->
                Objects.toString(exported.getAttributes().get(Constants.VERSION_ATTRIBUTE)))
            .findFirst()
            .orElse("none");
    return ("it was built against another version of Baton: it needs %s, and this Baton has %s %s;"
            + " build the module against this version of baton.api, or install the one that it"
            + " needs")
        .formatted(
            requirement.getDirectives().get(Constants.FILTER_DIRECTIVE), name(requirement), there);
  }

  /** The package of an import, as its filter names it. */
  private static String name(BundleRequirement requirement) {
    String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
    String before = "(" + PackageNamespace.PACKAGE_NAMESPACE + "=";
    int from = filter.indexOf(before);
    int to = filter.indexOf(')', Math.max(from, 0));
    return from < 0 || to < 0 ? "" : filter.substring(from + before.length(), to);
  }
}
