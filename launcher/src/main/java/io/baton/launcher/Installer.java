package io.baton.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
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
   * Installs what is missing and uninstalls what an earlier plan brought and this one does not, or
   * has with another content; a kept storage may hold either.
   *
   * @return the bundles of the plan, in its order
   */
  List<Installed> install(LaunchPlan plan) throws LaunchException {
    Map<String, Content> contents = new LinkedHashMap<>();
    for (LaunchPlan.Bundle planned : plan.bundles()) {
      Content content = read(planned);
      contents.put(content.location(), content);
    }
    for (Bundle bundle : context.getBundles()) {
      String location = bundle.getLocation();
      if (location.startsWith(LOCATION) && !contents.containsKey(location)) {
        uninstall(bundle);
      }
    }
    List<Installed> installed = new ArrayList<>();
    for (Content content : contents.values()) {
      installed.add(install(content));
    }
    return installed;
  }

  /**
   * A jar. The location tells contents apart: a build may give all its jars one and the same time.
   */
  private record Content(LaunchPlan.Bundle planned, Path jar, String location) {}

  private Content read(LaunchPlan.Bundle planned) throws LaunchException {
    Path jar = repository.find(planned.id());
    CRC32 checksum = new CRC32();
    try {
      checksum.update(Files.readAllBytes(jar));
    } catch (IOException e) {
      throw new LaunchException("bundle " + planned.id() + " cannot be read", e);
    }
    String location = LOCATION + planned.id() + "#" + Long.toHexString(checksum.getValue());
    return new Content(planned, jar, location);
  }

  private Installed install(Content content) throws LaunchException {
    LaunchPlan.Bundle planned = content.planned();
    try (InputStream jar = Files.newInputStream(content.jar())) {
      Bundle bundle = context.installBundle(content.location(), jar);
      bundle.adapt(BundleStartLevel.class).setStartLevel(planned.startLevel());
      return new Installed(planned, bundle);
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
