package io.baton.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * A class path of many jars, in which a class is found quickly, as the running JDK would find it.
 */
final class LibraryPath implements AutoCloseable {
  private final List<JarFile> jars = new ArrayList<>();
  private final Map<String, JarFile> entries = new HashMap<>();

  LibraryPath(List<Path> files) throws IOException {
    for (Path file : files) {
      JarFile jar = open(file);
      jars.add(jar);
      jar.versionedStream().forEach(entry -> entries.putIfAbsent(entry.getName(), jar));
    }
  }

  /** Opens a jar; of what it has for several releases, the newest that fits is found. */
  static JarFile open(Path file) throws IOException {
    return new JarFile(file.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
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
