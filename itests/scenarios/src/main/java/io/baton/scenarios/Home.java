package io.baton.scenarios;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of this program.
 *
 * @param folder {@code itests/scenarios}
 */
record Home(Path folder) {
  /** Is among the bundles, but holds them. */
  private static final String FRAMEWORK = "org.apache.felix.framework.jar";

  /** As the property {@code baton.scenarios} says, or else the working directory. */
  static Home find() {
    return new Home(
        Path.of(System.getProperty("baton.scenarios", ".")).toAbsolutePath().normalize());
  }

  Path target() {
    return folder.resolve("target");
  }

  Path erlang() {
    return folder.resolve("erlang");
  }

  /** Where the transcripts of random scenarios are kept. */
  Path recorded() {
    return folder.resolve("random.transcripts");
  }

  /** What is installed into the framework, in no order; the last is the stage. */
  List<Path> bundles() throws IOException {
    try (Stream<Path> jars = Files.list(target().resolve("bundles"))) {
      return Stream.concat(
              jars.filter(file -> !file.endsWith(FRAMEWORK)).sorted(), Stream.of(stage()))
          .toList();
    }
  }

  private static Path stage() {
    try {
      return Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The scenarios written by hand. */
  List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("hand"))) {
      return files.filter(file -> file.toString().endsWith(".scenario")).sorted().toList();
    }
  }

  /** A temporary folder. */
  static Path temporary() throws IOException {
    return Files.createTempDirectory("baton-scenarios");
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
