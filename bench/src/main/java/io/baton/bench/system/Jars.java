package io.baton.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the classes of the benchmarks, for bundles. */
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
}
