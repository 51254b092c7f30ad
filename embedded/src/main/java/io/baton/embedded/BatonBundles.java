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
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * The bundles that Baton consists of: its own, found on the class path, and those of others, which
 * are inside the jar. On the class path these may have any version: a dependency on the annotations
 * of components is enough to replace one. All are those of the feature {@code baton}, in its order,
 * without the shell and without the folder that is watched; a test compares.
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
          "io.baton:baton.adopt",
          "io.baton:baton.weaving",
          "io.baton:baton.handover",
          "io.baton:baton.process",
          "io.baton:baton.otp",
          "io.baton:baton.audit",
          "io.baton:baton.code",
          "io.baton:baton.leaks",
          "io.baton:baton.compiler",
          "io.baton:baton.application");

  /** Folder of those that are inside the jar. */
  private static final String INSIDE = "bundles/";

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** By symbolic name. */
  private final Map<String, Found> found;

  /** The packages of the API, as its bundle exports them; empty if it is not there. */
  private final String api;

  /**
   * A bundle.
   *
   * @param name its symbolic name
   * @param source its jar
   */
  record Found(String name, URL source) {
    /** Opens its content, in the form that the framework installs. */
    InputStream open() throws IOException {
      URLConnection connection = source.openConnection();
      // Without this, the JDK keeps the jar open.
      connection.setUseCaches(false);
      return connection.getInputStream();
    }
  }

  private BatonBundles(Map<String, Found> found, String api) {
    this.found = found;
    this.api = api;
  }

  /**
   * Finds the bundles that a class loader sees. Of one that is there twice, the first counts, as it
   * does for its classes.
   */
  static BatonBundles seenBy(ClassLoader loader) {
    Map<String, Found> found = new LinkedHashMap<>();
    String api = "";
    try {
      for (URL manifest : Collections.list(loader.getResources(MANIFEST))) {
        Attributes headers = headers(manifest);
        String name = symbolicName(headers);
        URL source = source(manifest);
        if (name != null && source != null) {
          found.putIfAbsent(name, new Found(name, source));
        }
        if (artifact(API).equals(name) && api.isEmpty()) {
          api = Objects.requireNonNullElse(headers.getValue(Constants.EXPORT_PACKAGE), "");
        }
      }
    } catch (IOException e) {
      throw new BatonStartException("the class path cannot be read: " + e, e);
    }
    return new BatonBundles(found, api);
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
      String name = artifact(coordinates);
      URL inside = BatonBundles.class.getResource(INSIDE + name + ".jar");
      Found bundle = inside == null ? found.get(name) : new Found(name, inside);
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

  /** Returns the packages of Baton's API, as its bundle exports them. It is not installed. */
  String api() {
    if (api.isEmpty()) {
      throw new BatonStartException(API + " is not on the class path, as a jar");
    }
    return api;
  }

  /** Returns the artifact of coordinates. */
  static String artifact(String coordinates) {
    return coordinates.substring(coordinates.indexOf(':') + 1);
  }
}
