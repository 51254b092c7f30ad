package io.baton.itests;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source text in memory. What was compiled once is not compiled again. */
final class SourceCompiler {
  private static final ConcurrentMap<Job, Map<String, byte[]>> DONE = new ConcurrentHashMap<>();

  private SourceCompiler() {}

  /** What is compiled against what. */
  private record Job(Map<String, String> sources, List<Path> classPath) {}

  /**
   * Compiles.
   *
   * @param sources by the name of the class in them
   * @return class files, by the name of their class
   */
  static Map<String, byte[]> compile(Map<String, String> sources, List<Path> classPath) {
    if (sources.isEmpty()) {
      return Map.of();
    }
    return DONE.computeIfAbsent(
        new Job(Map.copyOf(sources), List.copyOf(classPath)), SourceCompiler::compile);
  }

  private static Map<String, byte[]> compile(Job job) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var found = new DiagnosticCollector<JavaFileObject>();
    String path =
        job.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> options = List.of("-proc:none", "-nowarn", "-g", "-classpath", path);
    List<Source> units = new ArrayList<>();
    job.sources().forEach((name, text) -> units.add(new Source(name, text)));
    try (var classes = new Classes(compiler.getStandardFileManager(found, Locale.ROOT, null))) {
      if (!compiler.getTask(null, classes, found, options, null, units).call()) {
        throw new IllegalArgumentException(found.getDiagnostics().toString());
      }
      return classes.bytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI uri(String className, JavaFileObject.Kind kind) {
    return URI.create("text:///" + className.replace('.', '/') + kind.extension);
  }

  /** A source file that is none. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(uri(className, Kind.SOURCE), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    Classes(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      var bytes = new ByteArrayOutputStream();
      written.put(className, bytes);
      return new SimpleJavaFileObject(uri(className, kind), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }

    Map<String, byte[]> bytes() {
      return written.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toByteArray()));
    }
  }
}
