package io.baton.handover;

import io.baton.fixtures.SourceCompiler;
import io.baton.spi.Handover;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The classes of one version, compiled from a source text and loaded by a loader of their own. */
final class Compiled extends ClassLoader {
  private static final Pattern PUBLIC =
      Pattern.compile("public [\\w ]*?(?:class|interface|record) (\\w+)");

  private final Map<String, byte[]> classes;

  private final String packageName;

  private Compiled(String name, String packageName, ClassLoader parent, Map<String, byte[]> all) {
    super(name, parent);
    this.packageName = packageName;
    classes = all;
  }

  /**
   * Compiles a version.
   *
   * @param name what the loader is called
   * @param source declarations in the package {@code m}; none of them public
   */
  static Compiled of(String name, String source) {
    String imports = "package m; import java.util.*; import io.baton.api.handover.*; ";
    var loader = Compiled.class.getClassLoader();
    return new Compiled(name, "m", loader, compiled(imports + source, null));
  }

  /** Compiles a version whose classes use a library. */
  static Compiled of(String name, String source, Compiled library) {
    String imports = "package m; import java.util.*; import io.baton.api.handover.*; ";
    return new Compiled(name, "m", library, compiled(imports + source, library));
  }

  /** Compiles public classes in the package {@code library}, which versions share. */
  static Compiled library(String... declarations) {
    Map<String, byte[]> all = new HashMap<>();
    var loader = new Compiled("library", "library", Compiled.class.getClassLoader(), all);
    for (String declaration : declarations) {
      String text = "package library; import java.util.*; public " + declaration;
      all.putAll(compiled(text, loader));
    }
    return loader;
  }

  private static Map<String, byte[]> compiled(String source, @Nullable Compiled library) {
    List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-Xlint:none"));
    if (library != null) {
      String path = System.getProperty("java.class.path");
      options.addAll(List.of("-cp", library.folder() + File.pathSeparator + path));
    }
    return SourceCompiler.compile(Map.of(file(source), source), options);
  }

  /** Returns the name of the file, which is that of the public type. */
  private static String file(String text) {
    Matcher type = PUBLIC.matcher(text);
    return text.startsWith("package library") && type.find()
        ? "library." + type.group(1)
        : "m.Source";
  }

  /** Returns its classes as files, for the compiler. */
  private Path folder() {
    try {
      Path folder = Files.createTempDirectory("library");
      for (Map.Entry<String, byte[]> one : classes.entrySet()) {
        Path file = folder.resolve(one.getKey().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, one.getValue());
        file.toFile().deleteOnExit();
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its class files, as a bundle has them. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = classes.get(name.replaceFirst("\\.class$", "").replace('/', '.'));
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** Returns a class of this version, by its name in the package. */
  Class<?> type(String simpleName) {
    try {
      return loadClass(packageName + "." + simpleName);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Creates an object of this version. */
  Object make(String simpleName, Object... arguments) {
    var constructor =
        Arrays.stream(type(simpleName).getDeclaredConstructors())
            .filter(c -> c.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Calls a static method without parameters. */
  Object call(String simpleName, String method) {
    try {
      var found = type(simpleName).getDeclaredMethod(method);
      found.setAccessible(true);
      return found.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Returns a public field of an object. */
  static Object get(Object object, String field) {
    try {
      return object.getClass().getField(field).get(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Returns a component of a record. */
  static Object part(Object record, String name) {
    return RandomShapes.read(
        (Record) record,
        Arrays.stream(record.getClass().getRecordComponents())
            .filter(component -> component.getName().equals(name))
            .findFirst()
            .orElseThrow());
  }

  /** Converts a state of another version to this one. */
  Object taking(Handover handover, Object state) {
    return handover.convert(
        state, new Handover.Into(type(state.getClass().getSimpleName()), this, "state"));
  }

  /** Returns a constant of an enum of this version. */
  Object constant(String simpleName, String name) {
    return Arrays.stream(type(simpleName).getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Creates an array of a type of this version with one element. */
  Object array(String simpleName, Object element) {
    Object array = Array.newInstance(type(simpleName), 1);
    Array.set(array, 0, element);
    return array;
  }

  /** Creates an array of arrays of a type of this version with one element. */
  Object table(String simpleName, Object element) {
    Object table = Array.newInstance(type(simpleName), 1, 1);
    Array.set(Array.get(table, 0), 0, element);
    return table;
  }

  @Override
  public String toString() {
    return getName();
  }
}
