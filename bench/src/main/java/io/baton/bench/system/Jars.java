package io.baton.bench.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes bundles of the classes of the benchmarks. */
final class Jars {
  private Jars() {}

  /** The classes of some packages, given as {@code io/baton/bench/driver}, that pass. */
  static Map<String, byte[]> classes(List<String> packages, Predicate<String> wanted)
      throws IOException {
    Map<String, byte[]> found = new LinkedHashMap<>();
    try (var jar = FileSystems.newFileSystem(self())) {
      for (String folder : packages) {
        try (Stream<Path> files = Files.list(jar.getPath(folder))) {
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> wanted.test(String.valueOf(file.getFileName())))
              .forEach(file -> found.put(file.toString().replaceFirst("^/", ""), bytes(file)));
        }
      }
    }
    return found;
  }

  private static Path self() throws IOException {
    try {
      return Path.of(Jars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  static Manifest manifest(String name, int version, Map<String, String> more) {
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version + ".0.0");
    more.forEach(main::putValue);
    return manifest;
  }

  static Path write(Path file, Map<String, byte[]> entries, Manifest manifest) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return Files.write(file, bytes.toByteArray());
  }
}
