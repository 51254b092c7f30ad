package io.baton.weaving;

import io.baton.weaving.point.Gate;
import io.baton.weaving.point.Safepoint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Imports that woven classes need. A framework need not notice that a version has an import
 * already: Felix keeps one for each class that asks for it, and reads all of them for each further
 * class. So a class asks only for what is not there yet.
 */
final class WovenImports {
  private static final String SAFEPOINTS = Safepoint.class.getPackageName();

  private WovenImports() {}

  /**
   * Adds the imports of a class.
   *
   * @param gate of the version
   * @param others packages besides that of safepoints
   */
  static void add(WovenClass woven, Gate gate, Collection<String> others) {
    BundleWiring wiring = woven.getBundleWiring();
    if (!gate.isImported()) {
      // the class that asked first may not have been defined, or be defined later than this one
      if (isImported(wiring, SAFEPOINTS)) {
        gate.imports();
      } else {
        woven.getDynamicImports().add(SAFEPOINTS);
      }
    }
    for (String name : others) {
      if (!isImported(wiring, name)) {
        woven.getDynamicImports().add(name);
      }
    }
  }

  private static boolean isImported(BundleWiring wiring, String name) {
    String filter = "(%s=%s)".formatted(PackageNamespace.PACKAGE_NAMESPACE, name);
    List<BundleRequirement> there = wiring.getRequirements(PackageNamespace.PACKAGE_NAMESPACE);
    return there != null
        && there.stream()
            .map(BundleRequirement::getDirectives)
            .anyMatch(directives -> isDynamic(directives) && filter.equals(filterOf(directives)));
  }

  private static boolean isDynamic(Map<String, String> directives) {
    return PackageNamespace.RESOLUTION_DYNAMIC.equals(
        directives.get(Constants.RESOLUTION_DIRECTIVE));
  }

  private static String filterOf(Map<String, String> directives) {
    return String.valueOf(directives.get(Constants.FILTER_DIRECTIVE));
  }
}
