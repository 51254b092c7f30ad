package io.baton.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The module of the project whose tests run. */
final class ProjectModule {
  /** Property that names the file, where it is not found by itself. */
  static final String PROPERTY = "baton.module";

  private ProjectModule() {}

  static ModuleJar find() {
    String named = System.getProperty(PROPERTY);
    return named == null ? in(folder()) : ModuleJar.of(Path.of(named));
  }

  /** Returns the folder of the project, which surefire and failsafe name. */
  static Path folder() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  }

  /** Prefers a jar: it is what is delivered. One that is older than the classes is not. */
  static ModuleJar in(Path project) {
    Path target = project.resolve("target");
    return newestJar(target)
        .or(() -> ofClasses(target.resolve("classes")))
        .orElseThrow(() -> new IllegalStateException(noModule(project)));
  }

  private static String noModule(Path project) {
    return ("the project in %s has no module yet: neither target/classes nor a jar in target has a"
            + " manifest with the capability %s. With the goal jar of bnd-maven-plugin the jar is"
            + " made in the phase package: run this test after it, with maven-failsafe-plugin (a"
            + " class named ...IT). With the goal bnd-process it can run in the phase test. The"
            + " property %s names another file")
        .formatted(project, Manifests.CAPABILITY, PROPERTY);
  }

  private static Optional<ModuleJar> newestJar(Path target) {
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    long classes = lastModified(target.resolve("classes"));
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith(".jar") && lastModified(file) >= classes)
          .sorted((one, other) -> Long.compare(lastModified(other), lastModified(one)))
          .flatMap(file -> module(file).stream())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ModuleJar> module(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest == null
          ? Optional.empty()
          : Manifests.module(manifest.getMainAttributes()).map(_ -> ModuleJar.of(file));
    } catch (IOException _) {
      return Optional.empty(); // no jar, whatever its name is
    }
  }

  /** Returns when something in a folder was changed last, or the file itself. */
  private static long lastModified(Path path) {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile)
          .mapToLong(file -> file.toFile().lastModified())
          .max()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }

  private static Optional<ModuleJar> ofClasses(Path classes) {
    Path file = classes.resolve(JarFile.MANIFEST_NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      Manifest manifest = new Manifest(in);
      return Manifests.module(manifest.getMainAttributes())
          .map(_ -> ModuleJar.of(packed(classes, manifest)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static Path packed(Path classes, Manifest manifest) {
    Path jar = TemporaryFiles.jar();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : files(all)) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (!name.equals(JarFile.MANIFEST_NAME)) {
          entries.putNextEntry(new JarEntry(name));
          Files.copy(file, entries);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(classes + " cannot be packed", e);
    }
  }

  private static List<Path> files(Stream<Path> all) {
    return all.filter(Files::isRegularFile).toList();
  }
}
