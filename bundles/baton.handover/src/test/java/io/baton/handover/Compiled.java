package io.baton.handover;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The classes of one version, compiled from a source text and loaded by a loader of their own. */
final class Compiled extends ClassLoader {
  private final Map<String, byte[]> classes;

  private Compiled(String name, Map<String, byte[]> classes) {
    super(name, Compiled.class.getClassLoader());
    this.classes = classes;
  }

  /**
   * Compiles a version.
   *
   * @param name what the loader is called
   * @param source declarations in the package {@code m}; none of them public
   */
  static Compiled of(String name, String source) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var memory = new Memory(compiler.getStandardFileManager(null, null, null));
    List<String> options = List.of("-proc:none", "-nowarn", "-Xlint:none");
    var text =
        new Source("package m; import java.util.*; import io.baton.api.handover.*; " + source);
    if (!compiler.getTask(null, memory, null, options, null, List.of(text)).call()) {
      throw new IllegalArgumentException("it does not compile");
    }
    Map<String, byte[]> classes = new HashMap<>();
    memory.written.forEach((type, out) -> classes.put(type, out.toByteArray()));
    return new Compiled(name, classes);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///m/Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    Memory(JavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
      var out = new ByteArrayOutputStream();
      written.put(type, out);
      return new SimpleJavaFileObject(URI.create("memory:///" + type), kind) {
        @Override
        public OutputStream openOutputStream() {
          return out;
        }
      };
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** A class of this version, by its name in the package. */
  Class<?> type(String simpleName) {
    try {
      return loadClass("m." + simpleName);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A new object of this version. */
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

  /** A constant of an enum of this version. */
  Object constant(String simpleName, String name) {
    return Arrays.stream(type(simpleName).getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** An array of a type of this version with one element. */
  Object array(String simpleName, Object element) {
    Object array = Array.newInstance(type(simpleName), 1);
    Array.set(array, 0, element);
    return array;
  }

  /** An array of arrays of a type of this version with one element. */
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
