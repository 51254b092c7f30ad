package io.baton.compiler.framework;

import io.baton.compiler.classpath.ClassPath;
import io.baton.compiler.classpath.ClassResource;
import io.baton.compiler.classpath.Library;
import io.baton.spi.identity.ModuleIdentity;
import java.io.FileNotFoundException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The packages that bundles export at one moment, as a class path. Of several exporters of a
 * package the one with the highest version counts, as it does for the framework. What modules
 * export is left out: a version must not be wired to one of another module, which a purge would
 * end.
 *
 * <p>Annotations for components and bundles are there, too, whether a bundle exports them or not.
 */
public final class ExportedPackages implements ClassPath {
  /** Packages of annotations that this bundle has inside. */
  private static final List<String> ANNOTATIONS =
      List.of(
          "org.osgi.service.component.annotations",
          "org.osgi.annotation.bundle",
          "org.osgi.annotation.versioning",
          "org.jspecify.annotations");

  private final Map<String, Exporter> exporters = new HashMap<>();
  private final BundleWiring own;

  private ExportedPackages(BundleWiring own) {
    this.own = own;
  }

  /** One package of one bundle. */
  private record Exporter(BundleWiring wiring, Version version) {}

  /** Returns what bundles export now. */
  public static ExportedPackages of(BundleContext context) {
    var packages = new ExportedPackages(context.getBundle().adapt(BundleWiring.class));
    for (Bundle bundle : context.getBundles()) {
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      if (wiring != null && !ModuleIdentity.isModule(wiring.getRevision())) {
        packages.add(wiring);
      }
    }
    return packages;
  }

  private void add(BundleWiring wiring) {
    for (BundleCapability capability : wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
      String name = name(capability);
      Exporter known = exporters.get(name);
      Version version = version(capability);
      if (known == null || known.version().compareTo(version) < 0) {
        exporters.put(name, new Exporter(wiring, version));
      }
    }
  }

  private static String name(BundleCapability capability) {
    return String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
  }

  private static Version version(BundleCapability capability) {
    return capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)
            instanceof Version version
        ? version
        : Version.emptyVersion;
  }

  @Override
  public List<ClassResource> classes(String packageName) {
    BundleWiring wiring = wiring(packageName);
    return wiring == null ? List.of() : classes(wiring, packageName);
  }

  private @Nullable BundleWiring wiring(String packageName) {
    Exporter exporter = exporters.get(packageName);
    if (exporter != null) {
      return exporter.wiring();
    }
    return ANNOTATIONS.contains(packageName) ? own : null;
  }

  private static List<ClassResource> classes(BundleWiring wiring, String packageName) {
    if (wiring.getBundle().getBundleId() == 0) {
      return FrameworkClasses.of(packageName);
    }
    List<ClassResource> found = new ArrayList<>();
    ClassLoader loader = wiring.getClassLoader();
    String folder = packageName.replace('.', '/');
    for (String path : wiring.listResources(folder, "*.class", BundleWiring.LISTRESOURCES_LOCAL)) {
      String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
      found.add(
          new ClassResource(
              name,
              () -> {
                URL url = loader.getResource(path);
                if (url == null) {
                  throw new FileNotFoundException(path);
                }
                return url.openStream();
              }));
    }
    return found;
  }

  @Override
  public List<Library> libraries(Set<String> packageNames) {
    Set<BundleWiring> used = new LinkedHashSet<>();
    packageNames.stream().sorted().map(this::wiring).forEach(used::add);
    used.remove(null);
    return used.stream().map(wiring -> library(wiring, packageNames)).toList();
  }

  private Library library(BundleWiring wiring, Set<String> packageNames) {
    SortedMap<String, String> exports = new TreeMap<>();
    List<ClassResource> classes = new ArrayList<>();
    exporters.forEach((name, exporter) -> {
      if (exporter.wiring() == wiring) {
        exports.put(name, exporter.version().toString());
      }
    });
    Set<String> names = new LinkedHashSet<>(wiring == own ? ANNOTATIONS : exports.keySet());
    if (wiring.getBundle().getBundleId() == 0) {
      exports.keySet().retainAll(packageNames);
      names.retainAll(packageNames);
    }
    names.forEach(name -> classes.addAll(classes(wiring, name)));
    return new Library(String.valueOf(wiring.getBundle().getSymbolicName()), exports, classes);
  }
}
