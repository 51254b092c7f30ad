package io.baton.itests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A bundle of annotated source text, built by bnd itself with nothing but a name and a version. */
final class BndBundle {
  private final String name;
  private final String version;
  private final Map<String, String> sources;

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

  private static List<Path> tool() {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("baton.bnd")))) {
      return jars.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the bundle as {@code name-version.jar}. */
  Path in(Path folder) throws Exception {
    List<Path> classPath = new ArrayList<>(tool());
    classPath.add(Bundles.jar("baton.api"));
    Path classes = Files.createDirectories(folder.resolve(name + "-" + version));
    SourceCompiler.compile(sources, classPath)
        .forEach((type, bytes) -> {
          Path file = classes.resolve(type.replace('.', '/') + ".class");
          try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return built(classes, classPath, folder.resolve("%s-%s.jar".formatted(name, version)));
  }

  /** By reflection: bnd is on no class path, so that it cannot get in the way of the framework. */
  private Path built(Path classes, List<Path> classPath, Path into) throws Exception {
    URL[] tool = tool().stream().map(BndBundle::url).toArray(URL[]::new);
    try (var loader = new URLClassLoader(tool, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass("aQute.bnd.osgi.Builder");
      Object builder = type.getConstructor().newInstance();
      var properties = new Properties();
      properties.setProperty("Bundle-SymbolicName", name);
      properties.setProperty("Bundle-Version", version);
      call(builder, "setProperties", Properties.class, properties);
      File[] path = classPath.stream().map(Path::toFile).toArray(File[]::new);
      for (File jar : path) {
        call(builder, "addClasspath", File.class, jar);
      }
      call(builder, "setJar", File.class, classes.toFile());
      Object jar = type.getMethod("build").invoke(builder);
      Object errors = type.getMethod("getErrors").invoke(builder);
      if (!errors.equals(List.of())) {
        throw new IllegalStateException(errors.toString());
      }
      call(jar, "write", File.class, into.toFile());
    }
    return into;
  }

  private static void call(Object target, String method, Class<?> type, Object argument)
      throws Exception {
    try {
      target.getClass().getMethod(method, type).invoke(target, argument);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method + " has failed", e.getCause());
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
