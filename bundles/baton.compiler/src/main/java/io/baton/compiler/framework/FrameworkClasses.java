package io.baton.compiler.framework;

import io.baton.compiler.classpath.ClassResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * Classes that the framework itself exports. Its bundle does not list them, so they are read from
 * the archive that the framework was started from, and from what else its class loader sees: an
 * application shares packages of its own.
 */
final class FrameworkClasses {
  private static final String SUFFIX = ".class";

  private final String folder;

  /** By name; of a class that is there twice, the first counts, as it does for its loader. */
  private final Map<String, ClassResource> found = new LinkedHashMap<>();

  private FrameworkClasses(String packageName) {
    folder = packageName.replace('.', '/') + "/";
  }

  /** Returns the classes of a package; none if they are in no archive, as those of the JDK. */
  static List<ClassResource> of(String packageName) {
    FrameworkClasses classes = new FrameworkClasses(packageName);
    try {
      classes.readArchive();
      classes.readClassPath();
    } catch (IOException | IllegalArgumentException _) {
      // the compiler says which package it does not find
    }
    return List.copyOf(classes.found.values());
  }

  /** Archives need not list their folders, so that no class loader would find them. */
  private void readArchive() throws IOException {
    CodeSource source = Bundle.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return;
    }
    URL location = source.getLocation();
    Path archive = location.getProtocol().equals("file") ? path(location) : Path.of("");
    if (Files.isRegularFile(archive)) {
      try (var jar = new JarFile(archive.toFile())) {
        read(jar);
      }
    }
  }

  private void readClassPath() throws IOException {
    ClassLoader loader = Bundle.class.getClassLoader();
    if (loader == null) {
      return;
    }
    for (URL place : Collections.list(loader.getResources(folder))) {
      URLConnection connection = place.openConnection();
      connection.setUseCaches(false);
      if (connection instanceof JarURLConnection archive) {
        try (JarFile jar = archive.getJarFile()) {
          read(jar);
        }
      } else if (place.getProtocol().equals("file")) {
        read(path(place));
      }
    }
  }

  private static Path path(URL location) {
    return Path.of(URI.create(location.toString()));
  }

  private void read(JarFile jar) throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      String name = entry.getName();
      if (name.startsWith(folder)
          && name.endsWith(SUFFIX)
          && name.indexOf('/', folder.length()) < 0) {
        try (InputStream in = jar.getInputStream(entry)) {
          add(name, in.readAllBytes());
        }
      }
    }
  }

  private void read(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(one -> one.toString().endsWith(SUFFIX)).toList()) {
        add(folder + file.getFileName(), Files.readAllBytes(file));
      }
    }
  }

  private void add(String path, byte[] bytes) {
    String name = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
    found.putIfAbsent(name, new ClassResource(name, () -> new ByteArrayInputStream(bytes)));
  }
}
