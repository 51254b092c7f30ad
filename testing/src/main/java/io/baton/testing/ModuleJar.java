package io.baton.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A version of a module, in a file.
 *
 * @param module name of the module
 * @param version of its bundle
 * @param file the bundle
 */
public record ModuleJar(String module, String version, Path file) {
  /**
   * Returns the version that a file holds.
   *
   * @param file a bundle with a module
   * @return name and version as the bundle says
   * @throws IllegalArgumentException if it is no such bundle; the message says what is missing
   */
  public static ModuleJar of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no file %s".formatted(file.toAbsolutePath()));
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      Attributes headers =
          jar.getManifest() == null ? new Attributes() : jar.getManifest().getMainAttributes();
      return Manifests.module(headers)
          .map(module -> new ModuleJar(module, Manifests.version(headers), file))
          .orElseThrow(() -> new IllegalArgumentException(noModule(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(file.toAbsolutePath()), e);
    }
  }

  private static String noModule(Path file) {
    return ("%s is no module: its manifest has no Provide-Capability %s; a tool that is built on"
            + " bnd writes it for a class with @Component and @Module")
        .formatted(file.toAbsolutePath(), Manifests.CAPABILITY);
  }

  /**
   * Returns the module of the project whose tests run: the jar that the build has made, or the
   * folder of classes if that has the manifest already.
   *
   * @return what the build has made last
   * @throws IllegalStateException if the project has none; the message says what to change in the
   *     build
   */
  public static ModuleJar ofProject() {
    return ProjectModule.find();
  }

  /**
   * Returns a version made of a class of the tests: with the classes nested in it, and those beside
   * it that they use. Other than in a build, several versions are several classes, of one module.
   *
   * @param moduleClass has {@code @Component} and {@code @Module}; static if it is nested
   * @param version of the bundle, such as {@code 1.0.0}
   * @return the version, in a temporary file
   * @throws IllegalArgumentException if no module can be made of the class
   */
  public static ModuleJar of(Class<?> moduleClass, String version) {
    return MadeModule.of(moduleClass, version);
  }

  @Override
  public String toString() {
    return module + " " + version;
  }
}
