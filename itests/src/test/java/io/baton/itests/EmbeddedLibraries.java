package io.baton.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * What bnd writes for a bundle that has libraries inside and says that all they use is optional.
 */
final class EmbeddedLibraries {
  /** By the libraries; to analyse large ones takes seconds. Written and read by tests. */
  private static final Map<List<Path>, String> IMPORTS = new ConcurrentHashMap<>();

  private EmbeddedLibraries() {}

  /** Returns where a library is in the bundle. */
  static String entry(Path library) {
    return "lib/" + library.getFileName();
  }

  /** Returns the header {@code Bundle-ClassPath}. */
  static String classPath(List<Path> libraries) {
    return libraries.stream()
        .map(EmbeddedLibraries::entry)
        .collect(Collectors.joining(",", ".,", ""));
  }

  /**
   * Returns the header {@code Import-Package}; empty if the libraries use nothing but the JDK's.
   */
  static String imports(List<Path> libraries) {
    return IMPORTS.computeIfAbsent(libraries, EmbeddedLibraries::found);
  }

  private static String found(List<Path> libraries) {
    var instructions = new Properties();
    instructions.setProperty("Bundle-ClassPath", classPath(libraries));
    instructions.setProperty("Import-Package", "*;resolution:=optional");
    // it would read Kotlin's annotations again for each use of one, for minutes
    instructions.setProperty("-bundleannotations", "!*");
    try (var bnd = new Bnd()) {
      Path jar = Files.createTempFile("baton-libraries", ".jar");
      try {
        write(libraries, jar);
        String header =
            bnd.manifest(jar, instructions).getMainAttributes().getValue("Import-Package");
        return header == null ? "" : header;
      } finally {
        Files.delete(jar);
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(List<Path> libraries, Path into) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(into))) {
      for (Path library : libraries) {
        out.putNextEntry(new ZipEntry(entry(library)));
        Files.copy(library, out);
      }
    }
  }
}
