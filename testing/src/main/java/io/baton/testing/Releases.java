package io.baton.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The released versions of the project's module, as files. */
final class Releases {
  /** Property that names the folder. */
  static final String PROPERTY = "baton.releases";

  private Releases() {}

  /**
   * Returns a released version.
   *
   * @throws AssertionError if there is no file of it
   */
  static ModuleJar version(String version) {
    Path file = folder().resolve(version + ".jar");
    if (!Files.isRegularFile(file)) {
      throw new AssertionError(
          ("expected the released version %s in %s, found no file. The goal"
               + " io.baton:baton-maven-plugin:releases fetches what @UpgradeFrom names: bind it to"
               + " a phase before the tests. The property %s names another folder")
              .formatted(version, file, PROPERTY));
    }
    return ModuleJar.of(file);
  }

  private static Path folder() {
    String named = System.getProperty(PROPERTY);
    return named == null
        ? ProjectModule.folder().resolve("target/baton/releases")
        : Path.of(named).toAbsolutePath();
  }
}
