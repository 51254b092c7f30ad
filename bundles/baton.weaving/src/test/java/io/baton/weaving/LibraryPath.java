package io.baton.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A class path of many jars, in which a class is found quickly. */
final class LibraryPath implements AutoCloseable {
  private final List<JarFile> jars = new ArrayList<>();
  private final Map<String, JarFile> entries = new HashMap<>();

  LibraryPath(List<Path> files) throws IOException {
    for (Path file : files) {
      var jar = new JarFile(file.toFile());
      jars.add(jar);
      for (JarEntry entry : Collections.list(jar.entries())) {
        entries.putIfAbsent(entry.getName(), jar);
      }
    }
  }

  /** Returns the content of the first entry of a name; empty if there is none. */
  byte[] contentOf(String name) throws IOException {
    JarFile jar = entries.get(name);
    if (jar == null) {
      return new byte[0];
    }
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    for (JarFile jar : jars) {
      jar.close();
    }
  }
}
