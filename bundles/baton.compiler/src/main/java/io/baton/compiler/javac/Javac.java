package io.baton.compiler.javac;

import io.baton.api.compiler.Diagnostic;
import io.baton.compiler.classpath.ClassPath;
import io.baton.compiler.source.SourceText;
import io.baton.spi.ThrownText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources in memory, with the compiler of the JDK. Used by one thread at a time. */
public final class Javac {
  /**
   * Without annotation processors, since these would run code of others. All warnings but those
   * that concern class files, serialization and constructors: a component calls Baton from there.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-proc:none",
          "-g",
          "-implicit:none",
          "-Xmaxerrs",
          "1000",
          "-Xmaxwarns",
          "1000",
          "-Xlint:all,-processing,-classfile,-serial,-this-escape,-options,-path,-missing-explicit-ctor");

  private final JavaCompiler compiler;

  /** Opened once: it has an index of the JDK's classes. */
  private final StandardJavaFileManager jdk;

  private Javac(JavaCompiler compiler) {
    this.compiler = compiler;
    jdk = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
  }

  /** Returns the compiler of this Java runtime; empty if it has none. */
  public static Optional<Javac> ofThisRuntime() {
    // without the module, the types that this class needs may be missing, too
    return ModuleLayer.boot().findModule("jdk.compiler").isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(ToolProvider.getSystemJavaCompiler()).map(Javac::new);
  }

  /** Result of compiling. */
  public sealed interface Result {
    /**
     * Classes.
     *
     * @param classFiles by the names of their classes
     * @param packages packages of the class path that were looked into
     * @param warnings in the order of the compiler
     */
    record Compiled(
        SortedMap<String, byte[]> classFiles, Set<String> packages, List<Diagnostic> warnings)
        implements Result {}

    /**
     * No classes.
     *
     * @param diagnostics at least one error, and the warnings
     */
    record Failed(List<Diagnostic> diagnostics) implements Result {}
  }

  /**
   * Compiles sources.
   *
   * @param root what messages without a source concern
   * @param sources at least one
   * @param classPath what they may use besides the JDK
   * @return the classes, or what is wrong
   */
  public Result compile(Path root, List<SourceText> sources, ClassPath classPath) {
    var found = new DiagnosticCollector<JavaFileObject>();
    List<SourceObject> units = sources.stream().map(SourceObject::new).toList();
    try (var files = new CompilerFiles(jdk, classPath)) {
      boolean isCompiled = compiler.getTask(null, files, found, OPTIONS, null, units).call();
      List<Diagnostic> diagnostics = Diagnostics.of(root, found.getDiagnostics());
      if (isCompiled) {
        return new Result.Compiled(files.classFiles(), files.packages(), diagnostics);
      }
      return new Result.Failed(
          Diagnostics.hasError(diagnostics)
              ? diagnostics
              : Diagnostics.with(diagnostics, root, "the compiler has failed without a reason"));
    } catch (RuntimeException | StackOverflowError e) {
      // the compiler's own defects, and sources that are nested too deeply for it
      return new Result.Failed(
          Diagnostics.with(
              Diagnostics.of(root, found.getDiagnostics()),
              root,
              "the compiler has failed: " + ThrownText.describe(ThrownText.rootCause(e))));
    }
  }
}
