package io.baton.embedded;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Version;

/** Loads the modules that the options name, unless a storage has kept them as new or newer. */
final class StartLoads {
  private final CodeLoader loader;
  private final CodeStatus status;
  private final ClassPathModules modules;
  private final Path copies;

  /**
   * Loads nothing yet.
   *
   * @param copies folder for copies of jars that are inside of others
   */
  StartLoads(CodeLoader loader, CodeStatus status, ClassPathModules modules, Path copies) {
    this.loader = loader;
    this.status = status;
    this.modules = modules;
    this.copies = copies;
  }

  /**
   * Loads all.
   *
   * @throws BatonStartException if one is not found, or refused
   */
  void load(ModuleSources sources) {
    for (String name : sources.classPath()) {
      ClassPathJar jar = found(name);
      if (!isKept(jar)) {
        require(loader.loadFile(ClassPathModules.file(jar, copies)), name);
      }
    }
    for (Path file : sources.files()) {
      if (!isKept(file)) {
        require(loader.loadFile(file), file.toString());
      }
    }
  }

  /** Loads one from the class path, whatever is loaded. */
  LoadResult load(String name) {
    return loader.loadFile(ClassPathModules.file(modules.find(name), copies));
  }

  private ClassPathJar found(String name) {
    try {
      return modules.find(name);
    } catch (IllegalArgumentException e) {
      throw new BatonStartException(String.valueOf(e.getMessage()), e);
    }
  }

  private boolean isKept(ClassPathJar jar) {
    Optional<ModuleVersion> current = jar.module().flatMap(status::isLoaded);
    return current
        .map(version -> Version.parseVersion(version.version()).compareTo(jar.version()) >= 0)
        .orElse(false);
  }

  /** Of a file that cannot be read, the load says what is wrong with it. */
  private boolean isKept(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
      return isKept(new ClassPathJar(file.toUri().toURL(), headers));
    } catch (IOException _) {
      return false;
    }
  }

  private static void require(LoadResult result, String what) {
    if (result instanceof LoadResult.Refused refused) {
      throw new BatonStartException(
          "module %s is not loaded: %s: %s: %s"
              .formatted(what, refused.reason(), refused.what(), refused.why()));
    }
  }
}
