package io.baton.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A bundle of annotated source text, built by bnd itself with nothing but a name and a version. */
final class BndBundle {
  private final String name;
  private final String version;
  private final Map<String, String> sources;
  private final Properties instructions = new Properties();

  /**
   * Not built yet.
   *
   * @param sources by the name of the class in them
   */
  BndBundle(String name, String version, Map<String, String> sources) {
    this.name = name;
    this.version = version;
    this.sources = sources;
  }

  /** Imports all but a package that its classes use. */
  BndBundle withoutImporting(String packageName) {
    instructions.setProperty("Import-Package", "!%s,*".formatted(packageName));
    return this;
  }

  /** Writes the bundle as {@code name-version.jar}. */
  Path in(Path folder) throws Exception {
    List<Path> classPath = new ArrayList<>(Bnd.tool());
    classPath.add(Bundles.jar("baton.api"));
    Path classes = Files.createDirectories(folder.resolve(name + "-" + version));
    CompiledSources.of(sources, classPath)
        .forEach((type, bytes) -> {
          Path file = classes.resolve(type.replace('.', '/') + ".class");
          try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    Path bundle = folder.resolve("%s-%s.jar".formatted(name, version));
    instructions.setProperty("Bundle-SymbolicName", name);
    instructions.setProperty("Bundle-Version", version);
    try (var bnd = new Bnd()) {
      bnd.build(classes, classPath, instructions, bundle);
    }
    return bundle;
  }
}
