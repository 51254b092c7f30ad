package io.baton.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/** The packages that the framework exports from the class path, as its property wants them. */
final class SharedPackages {
  private final ClassPath classPath;

  SharedPackages(ClassPath classPath) {
    this.classPath = classPath;
  }

  /**
   * Returns exports of packages.
   *
   * @param packages names, with or without a version
   * @throws BatonStartException if one of them is not on the class path
   */
  List<String> exports(List<String> packages) {
    List<String> exports = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String entry : packages) {
      String name = entry.split(";", 2)[0].strip();
      if (!isThere(name)) {
        missing.add(name);
      }
      exports.add(entry.contains(";") ? entry : name + version(name));
    }
    if (!missing.isEmpty()) {
      throw new BatonStartException(
          ("these packages are to be shared with modules, and are not on the class path: %s; check"
                  + " their names, or add the dependency that has them. Baton and the classes that"
                  + " it shares must be seen by one class loader, which is %s")
              .formatted(String.join(", ", missing), classPath.loader()));
    }
    return exports;
  }

  private String version(String name) {
    return classPath.jars().stream()
        .flatMap(jar -> jar.exportedVersion(name).stream())
        .findFirst()
        .map(version -> ";version=\"%s\"".formatted(version))
        .orElse("");
  }

  /** Some jars have no entries for folders, so that the class loader finds none. */
  private boolean isThere(String name) {
    String folder = name.replace('.', '/') + "/";
    return classPath.loader().getResource(folder) != null
        || classPath.loader().getDefinedPackage(name) != null
        || classPath.jars().stream().anyMatch(jar -> has(jar, folder));
  }

  private static boolean has(ClassPathJar jar, String folder) {
    try (var in = new JarInputStream(new ByteArrayInputStream(jar.content()))) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        if (entry.getName().startsWith(folder) && entry.getName().endsWith(".class")) {
          return true;
        }
      }
    } catch (IOException e) {
      throw new BatonStartException("%s cannot be read: %s".formatted(jar.place(), e), e);
    }
    return false;
  }
}
