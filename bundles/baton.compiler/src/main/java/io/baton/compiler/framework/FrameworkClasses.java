package io.baton.compiler.framework;

import io.baton.compiler.classpath.ClassResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.osgi.framework.Bundle;

/**
 * Classes of the framework itself. Its bundle does not list them, so they are read from the archive
 * that the framework was started from.
 */
final class FrameworkClasses {
  private static final String SUFFIX = ".class";

  private FrameworkClasses() {}

  /** Returns the classes of a package; none if they are in no archive, as those of the JDK. */
  static List<ClassResource> of(String packageName) {
    CodeSource source = Bundle.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return List.of();
    }
    try {
      Path archive = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(archive)
          ? in(archive, packageName.replace('.', '/') + "/")
          : List.of();
    } catch (URISyntaxException | IllegalArgumentException | IOException _) {
      return List.of(); // the compiler says which package it does not find
    }
  }

  private static List<ClassResource> in(Path archive, String folder) throws IOException {
    List<ClassResource> found = new ArrayList<>();
    try (var jar = new JarFile(archive.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(folder)
            && name.endsWith(SUFFIX)
            && name.indexOf('/', folder.length()) < 0) {
          byte[] bytes;
          try (InputStream in = jar.getInputStream(entry)) {
            bytes = in.readAllBytes();
          }
          found.add(
              new ClassResource(
                  name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'),
                  () -> new ByteArrayInputStream(bytes)));
        }
      }
    }
    return found;
  }
}
