package io.baton.check;

import io.baton.check.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The bundles that a module may be wired to: those dependencies of its project that are bundles,
 * and neither Baton's own nor already there.
 */
final class Libraries {
  private final BundleContext context;
  private final Set<String> known;
  private final List<Finding> found = new ArrayList<>();

  private Libraries(BundleContext context) {
    this.context = context;
    known =
        Arrays.stream(context.getBundles())
            .map(Bundle::getSymbolicName)
            .collect(Collectors.toCollection(HashSet::new));
    known.add("baton.api");
  }

  /** Installs and starts them; returns what does not start, which the module may not need. */
  static List<Finding> install(BundleContext context, List<Path> files) {
    Libraries libraries = new Libraries(context);
    List<Bundle> installed = new ArrayList<>();
    files.forEach(file -> libraries.install(file, installed));
    installed.forEach(libraries::start);
    return libraries.found;
  }

  private void install(Path file, List<Bundle> installed) {
    String name = symbolicName(file);
    if (name == null || !known.add(name)) {
      return;
    }
    try {
      Bundle bundle = context.installBundle(file.toUri().toString());
      if (isShadowing(bundle)) {
        bundle.uninstall();
      } else if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT)
          == 0) {
        installed.add(bundle);
      }
    } catch (BundleException e) {
      warn(file.getFileName() + " cannot be installed: " + e.getMessage());
    }
  }

  /** The framework's own packages are not taken from what a project compiles against. */
  private boolean isShadowing(Bundle bundle) {
    Set<Object> own =
        context
            .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
            .adapt(BundleRevision.class)
            .getDeclaredCapabilities("osgi.wiring.package")
            .stream()
            .map(exported -> exported.getAttributes().get("osgi.wiring.package"))
            .collect(Collectors.toSet());
    return bundle
        .adapt(BundleRevision.class)
        .getDeclaredCapabilities("osgi.wiring.package")
        .stream()
        .anyMatch(exported -> own.contains(exported.getAttributes().get("osgi.wiring.package")));
  }

  private static @Nullable String symbolicName(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
      return name == null ? null : name.split(";", 2)[0].strip();
    } catch (IOException _) {
      // no jar: a pom, a native library
      return null;
    }
  }

  private void start(Bundle bundle) {
    try {
      bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException e) {
      warn("%s does not start: %s".formatted(bundle.getSymbolicName(), e.getMessage()));
    }
  }

  private void warn(String what) {
    found.add(
        new Finding(
            Severity.NOTE, "", "the dependency " + what, "that matters if the module needs it"));
  }
}
