package io.baton.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The jars that a class loader sees, also those inside of another jar, as Spring Boot packs them.
 * The class loader opens them, so whatever it can read is found.
 */
final class ClassPath {
  private final ClassLoader loader;
  private final List<ClassPathJar> jars;

  private ClassPath(ClassLoader loader, List<ClassPathJar> jars) {
    this.loader = loader;
    this.jars = jars;
  }

  /**
   * Reads the manifests of all jars.
   *
   * @throws BatonStartException if one cannot be read
   */
  static ClassPath seenBy(ClassLoader loader) {
    List<ClassPathJar> jars = new ArrayList<>();
    try {
      for (URL manifest : Collections.list(loader.getResources(JarFile.MANIFEST_NAME))) {
        URL place = place(manifest, JarFile.MANIFEST_NAME);
        if (place != null) {
          jars.add(new ClassPathJar(place, headers(manifest)));
        }
      }
    } catch (IOException e) {
      throw new BatonStartException("the class path cannot be read: " + e, e);
    }
    return new ClassPath(loader, List.copyOf(jars));
  }

  /** Returns the jars and folders with a manifest, in the order of the class path. */
  List<ClassPathJar> jars() {
    return jars;
  }

  /** Returns the class loader. */
  ClassLoader loader() {
    return loader;
  }

  /**
   * Returns the jar or folder that a resource is in.
   *
   * @param name of the resource, as the class loader was asked for it
   * @return null if it is in neither
   */
  static @Nullable URL place(URL resource, String name) throws IOException {
    if (resource.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarFileURL();
    }
    String text = resource.toString();
    return resource.getProtocol().equals("file") && text.endsWith(name)
        ? URI.create(text.substring(0, text.length() - name.length())).toURL()
        : null;
  }

  private static Attributes headers(URL manifest) throws IOException {
    try (InputStream in = open(manifest)) {
      return new Manifest(in).getMainAttributes();
    }
  }

  /** Opens a resource. */
  static InputStream open(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    // Without this, the JDK keeps the jar open.
    connection.setUseCaches(false);
    return connection.getInputStream();
  }
}
