package io.baton.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * The bundles that Baton consists of, found on the class path. They are those of the feature {@code
 * baton}, in its order, without the shell and without the folder that is watched; a test compares.
 */
final class BatonBundles {
  /** Exported by the framework, so that the application and modules have the same classes. */
  static final String API = "io.baton:baton.api";

  /** By group and artifact; the artifact is the symbolic name. */
  static final List<String> INSTALLED =
      List.of(
          "org.osgi:org.osgi.util.function",
          "org.osgi:org.osgi.util.promise",
          "org.osgi:org.osgi.service.component",
          "org.apache.felix:org.apache.felix.configadmin",
          "org.apache.felix:org.apache.felix.scr",
          "io.baton:baton.spi",
          "io.baton:baton.weaving",
          "io.baton:baton.handover",
          "io.baton:baton.process",
          "io.baton:baton.otp",
          "io.baton:baton.audit",
          "io.baton:baton.code",
          "io.baton:baton.leaks",
          "io.baton:baton.compiler");

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** By symbolic name. */
  private final Map<String, Found> found;

  /**
   * A bundle on the class path.
   *
   * @param source its jar or folder
   * @param headers of its manifest
   */
  record Found(URL source, Attributes headers) {
    /** Opens its content, in the form that the framework installs. */
    InputStream open() throws IOException {
      URLConnection connection = source.openConnection();
      // Without this, the JDK keeps the jar open.
      connection.setUseCaches(false);
      return connection.getInputStream();
    }
  }

  private BatonBundles(Map<String, Found> found) {
    this.found = found;
  }

  /**
   * Finds the bundles that a class loader sees. Of one that is there twice, the first counts, as it
   * does for its classes.
   */
  static BatonBundles seenBy(ClassLoader loader) {
    Map<String, Found> found = new LinkedHashMap<>();
    try {
      for (URL manifest : Collections.list(loader.getResources(MANIFEST))) {
        Attributes headers = headers(manifest);
        String name = symbolicName(headers);
        URL source = source(manifest);
        if (name != null && source != null) {
          found.putIfAbsent(name, new Found(source, headers));
        }
      }
    } catch (IOException e) {
      throw new BatonStartException("the class path cannot be read: " + e, e);
    }
    return new BatonBundles(found);
  }

  private static Attributes headers(URL manifest) throws IOException {
    URLConnection connection = manifest.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return new Manifest(in).getMainAttributes();
    }
  }

  private static @Nullable String symbolicName(Attributes headers) {
    String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
    return name == null ? null : name.split(";", 2)[0].strip();
  }

  /** Returns the jar that the manifest is in; null if it is in none. */
  private static @Nullable URL source(URL manifest) throws IOException {
    return manifest.openConnection() instanceof JarURLConnection jar ? jar.getJarFileURL() : null;
  }

  /**
   * Returns all that Baton needs in the framework, in the order of the start.
   *
   * @throws BatonStartException if some are missing; the message names all of them
   */
  List<Found> installed() {
    List<String> missing = new ArrayList<>();
    List<Found> bundles = new ArrayList<>();
    for (String coordinates : INSTALLED) {
      Found bundle = found.get(artifact(coordinates));
      if (bundle == null) {
        missing.add(coordinates);
      } else {
        bundles.add(bundle);
      }
    }
    if (!missing.isEmpty()) {
      throw new BatonStartException(
          ("these bundles of Baton are not on the class path, as jars: %s; the dependency"
                  + " io.baton:baton-embedded brings them, unless it is excluded there")
              .formatted(String.join(", ", missing)));
    }
    return bundles;
  }

  /** Returns the bundle of Baton's API, which is not installed. */
  Found api() {
    Found bundle = found.get(artifact(API));
    if (bundle == null) {
      throw new BatonStartException(API + " is not on the class path, as a jar");
    }
    return bundle;
  }

  /** Returns the artifact of coordinates. */
  static String artifact(String coordinates) {
    return coordinates.substring(coordinates.indexOf(':') + 1);
  }
}
