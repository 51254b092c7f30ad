package io.baton.embedded;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The modules on the class path. Their classes are seen by the application, too, and are never
 * those of a version: that comes from the bytes of the jar.
 */
final class ClassPathModules {
  private final ClassPath classPath;

  ClassPathModules(ClassPath classPath) {
    this.classPath = classPath;
  }

  /**
   * Returns the jar with a module.
   *
   * @param name {@code group:artifact}, or the name of the module
   * @throws IllegalArgumentException if there is none; the message says what there is
   */
  ClassPathJar find(String name) {
    return name.indexOf(':') < 0 ? byModule(name) : byCoordinates(name);
  }

  private ClassPathJar byModule(String module) {
    return classPath.jars().stream()
        .filter(jar -> jar.module().filter(module::equals).isPresent())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no jar on the class path has the module %s; %s".formatted(module, known())));
  }

  private ClassPathJar byCoordinates(String coordinates) {
    String[] parts = coordinates.split(":", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "expected group:artifact, found %s; which version it is the class path says"
              .formatted(coordinates));
    }
    String resource = "META-INF/maven/%s/%s/pom.properties".formatted(parts[0], parts[1]);
    try {
      for (URL properties : Collections.list(classPath.loader().getResources(resource))) {
        URL place = ClassPath.place(properties, resource);
        if (place != null) {
          return module(coordinates, place);
        }
      }
    } catch (IOException e) {
      throw new BatonStartException("the class path cannot be read: " + e, e);
    }
    throw new IllegalArgumentException(
        ("no jar on the class path is %s: none has %s, which Maven writes. Add the dependency, or"
                + " use the name of the module; %s")
            .formatted(coordinates, resource, known()));
  }

  private ClassPathJar module(String coordinates, URL place) {
    return classPath.jars().stream()
        .filter(jar -> jar.place().toString().equals(place.toString()))
        .filter(jar -> jar.module().isPresent())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                ("%s is on the class path and is no module: the manifest of %s has no"
                     + " Provide-Capability baton.module, which tools on bnd write for a class with"
                     + " @Component and @Module")
                    .formatted(coordinates, place)));
  }

  private String known() {
    NavigableSet<String> modules = new TreeSet<>();
    classPath.jars().forEach(jar -> jar.module().ifPresent(modules::add));
    return modules.isEmpty()
        ? "there is no module on the class path"
        : "modules on the class path: " + String.join(", ", modules);
  }

  /**
   * Returns the jar as a file, which the framework reads: as it is, or a copy of one that is inside
   * of another jar, or of a folder.
   *
   * @param folder for copies
   */
  static Path file(ClassPathJar jar, Path folder) {
    try {
      Optional<Path> file = jar.file();
      return file.isPresent() ? file.get() : write(jar, folder);
    } catch (IOException e) {
      throw new BatonStartException("%s cannot be copied: %s".formatted(jar.place(), e), e);
    }
  }

  /** Writes a file as a whole or not at all. */
  private static Path write(ClassPathJar jar, Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = "%s-%s.jar".formatted(jar.module().orElseThrow(), jar.version());
    Path begun = Files.createTempFile(folder, ".", ".new");
    Files.write(begun, jar.content());
    return Files.move(begun, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
