package io.baton.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Makes the framework hold exactly the bundles of a plan, besides those that were installed by
 * others.
 */
final class Installer {
  private static final String LOCATION = "feature:";

  /**
   * A bundle of a plan and what became of it.
   *
   * @param planned as the plan has it
   * @param bundle in the framework
   */
  record Installed(LaunchPlan.Bundle planned, Bundle bundle) {}

  private final BundleContext context;
  private final BundleRepository repository;

  Installer(BundleContext context, BundleRepository repository) {
    this.context = context;
    this.repository = repository;
  }

  /**
   * Installs what is missing, updates what is older than its jar, and uninstalls what an earlier
   * plan brought and this one does not; a kept storage may hold all three.
   *
   * @return the bundles of the plan, in its order
   */
  List<Installed> install(LaunchPlan plan) throws LaunchException {
    List<Installed> installed = new ArrayList<>();
    Set<String> locations = new HashSet<>();
    for (LaunchPlan.Bundle planned : plan.bundles()) {
      String location = LOCATION + planned.id();
      locations.add(location);
      installed.add(new Installed(planned, install(planned, location)));
    }
    for (Bundle bundle : context.getBundles()) {
      String location = bundle.getLocation();
      if (location.startsWith(LOCATION) && !locations.contains(location)) {
        uninstall(bundle);
      }
    }
    return installed;
  }

  private Bundle install(LaunchPlan.Bundle planned, String location) throws LaunchException {
    Path jar = repository.find(planned.id());
    try (InputStream content = Files.newInputStream(jar)) {
      Bundle present = context.getBundle(location);
      Bundle bundle = present == null ? context.installBundle(location, content) : present;
      if (present != null
          && present.getLastModified() < Files.getLastModifiedTime(jar).toMillis()) {
        present.update(content);
      }
      bundle.adapt(BundleStartLevel.class).setStartLevel(planned.startLevel());
      return bundle;
    } catch (IOException | BundleException e) {
      throw new LaunchException("bundle " + planned.id() + " cannot be installed", e);
    }
  }

  private static void uninstall(Bundle bundle) throws LaunchException {
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      throw new LaunchException("bundle " + bundle.getSymbolicName() + " cannot be uninstalled", e);
    }
  }
}
