package io.baton.compiler.javac;

import io.baton.compiler.classpath.ClassPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/**
 * The files of one run of the compiler. It reads the JDK's classes where they are, others from the
 * class path that it is given, and writes into memory. Used by one thread.
 */
final class CompilerFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final ClassPath classPath;
  private final Map<String, List<JavaFileObject>> listed = new TreeMap<>();
  private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

  /**
   * Creates the files of a run.
   *
   * @param jdk shared by all runs; stays open
   */
  CompilerFiles(JavaFileManager jdk, ClassPath classPath) {
    super(jdk);
    this.classPath = classPath;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (location != StandardLocation.CLASS_PATH) {
      return super.list(location, packageName, kinds, recurse);
    }
    return kinds.contains(JavaFileObject.Kind.CLASS)
        ? listed.computeIfAbsent(packageName, this::classes)
        : List.of();
  }

  private List<JavaFileObject> classes(String packageName) {
    return classPath.classes(packageName).stream().<JavaFileObject>map(ClassObject::new).toList();
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof ClassObject found
        ? found.className()
        : super.inferBinaryName(location, file);
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    return one.equals(other) || one.toUri().equals(other.toUri());
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    var bytes = new ByteArrayOutputStream();
    written.put(className, bytes);
    return new SimpleJavaFileObject(ClassObject.uri(className.replace('.', '/')), kind) {
      @Override
      public OutputStream openOutputStream() {
        return bytes;
      }
    };
  }

  /** Returns the packages of the class path that the compiler has looked into and found. */
  Set<String> packages() {
    Set<String> found = new HashSet<>();
    listed.forEach((name, classes) -> {
      if (!classes.isEmpty()) {
        found.add(name);
      }
    });
    return found;
  }

  /** Returns the class files that were written, by the names of their classes. */
  SortedMap<String, byte[]> classFiles() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    written.forEach((name, bytes) -> files.put(name, bytes.toByteArray()));
    return files;
  }

  /** What was listed, such as packages that do not exist, is of no use to another run. */
  @Override
  public void close() {
    listed.clear();
  }
}
