package io.baton.itests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The tool bnd. It is called by reflection and is on no class path, so that it cannot get in the
 * way of the framework.
 */
final class Bnd implements AutoCloseable {
  private final URLClassLoader loader =
      new URLClassLoader(
          tool().stream().map(Bnd::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());

  /** Returns the jars of bnd, and what a module is compiled against. */
  static List<Path> tool() {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("baton.bnd")))) {
      return jars.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Builds a bundle of class files.
   *
   * @param into the file to write
   */
  void build(Path classes, List<Path> classPath, Properties instructions, Path into)
      throws ReflectiveOperationException {
    Object builder = made("aQute.bnd.osgi.Builder", instructions);
    for (Path jar : classPath) {
      call(builder, "addClasspath", File.class, jar.toFile());
    }
    call(builder, "setJar", File.class, classes.toFile());
    Object jar = call(builder, "build");
    Object errors = call(builder, "getErrors");
    if (!errors.equals(List.of())) {
      throw new IllegalStateException(errors.toString());
    }
    call(jar, "write", File.class, into.toFile());
  }

  /** Returns the manifest that a bundle gets. */
  Manifest manifest(Path jar, Properties instructions) throws ReflectiveOperationException {
    Object analyzer = made("aQute.bnd.osgi.Analyzer", instructions);
    call(analyzer, "setJar", File.class, jar.toFile());
    return (Manifest) call(analyzer, "calcManifest");
  }

  private Object made(String type, Properties instructions) throws ReflectiveOperationException {
    Object made = loader.loadClass(type).getConstructor().newInstance();
    call(made, "setProperties", Properties.class, instructions);
    return made;
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    try {
      return target.getClass().getMethod(method).invoke(target);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method + " has failed", e.getCause());
    }
  }

  private static void call(Object target, String method, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    try {
      target.getClass().getMethod(method, type).invoke(target, argument);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method + " has failed", e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
