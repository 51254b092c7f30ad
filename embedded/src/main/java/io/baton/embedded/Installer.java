package io.baton.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Makes the framework hold Baton's bundles as the class path has them; a storage that stays may
 * hold others.
 */
final class Installer {
  /** Start level of Baton's own bundles; modules come after them. */
  static final int OWN_LEVEL = 1;

  private static final String LOCATION = "baton:";

  private final BundleContext context;

  Installer(BundleContext context) {
    this.context = context;
  }

  /**
   * Installs what is missing, and uninstalls what an earlier start brought and this one has not, or
   * has with another content.
   */
  Iterable<Bundle> install(Iterable<BatonBundles.Found> bundles) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (BatonBundles.Found found : bundles) {
      byte[] content = read(found);
      contents.put(location(found, content), content);
    }
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().startsWith(LOCATION)
          && !contents.containsKey(bundle.getLocation())) {
        uninstall(bundle);
      }
    }
    return contents.entrySet().stream()
        .map(entry -> install(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static byte[] read(BatonBundles.Found found) {
    try (InputStream in = found.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new BatonStartException("bundle " + found.source() + " cannot be read: " + e, e);
    }
  }

  /** The location tells contents apart. */
  private static String location(BatonBundles.Found found, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return LOCATION + found.name() + "#" + Long.toHexString(checksum.getValue());
  }

  private Bundle install(String location, byte[] content) {
    try {
      Bundle bundle = context.installBundle(location, new ByteArrayInputStream(content));
      bundle.adapt(BundleStartLevel.class).setStartLevel(OWN_LEVEL);
      return bundle;
    } catch (BundleException e) {
      throw new BatonStartException("bundle " + location + " cannot be installed: " + e, e);
    }
  }

  private static void uninstall(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      throw new BatonStartException("bundle " + bundle + " cannot be uninstalled: " + e, e);
    }
  }
}
