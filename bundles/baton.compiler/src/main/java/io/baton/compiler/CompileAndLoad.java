package io.baton.compiler;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.LoadResult;
import io.baton.api.code.Source;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Diagnostic;
import io.baton.api.compiler.WriteResult;
import io.baton.compiler.classpath.ClassPath;
import io.baton.compiler.classpath.Library;
import io.baton.compiler.framework.CompiledVersions;
import io.baton.compiler.javac.Javac;
import io.baton.compiler.module.BundleFile;
import io.baton.compiler.module.ModuleBundle;
import io.baton.compiler.module.ModuleClass;
import io.baton.compiler.module.Origin;
import io.baton.compiler.module.VersionNumbers;
import io.baton.compiler.source.SourceReader;
import io.baton.compiler.source.SourceText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** Reads, compiles, bundles and loads sources. Only the load waits for the lane of a module. */
final class CompileAndLoad {
  private final CodeLoader codeLoader;
  private final CompiledVersions versions;
  private final Supplier<ClassPath> classPath;
  private final Supplier<Optional<Javac>> runtime;
  private final VersionNumbers numbers = new VersionNumbers();

  /** What each module was compiled from last. Written and read by any thread. */
  private final Map<String, Path> compiled = new ConcurrentHashMap<>();

  /** Held while a source is compiled: the compiler's index of the JDK is for one thread. */
  private final Lock compiling = new ReentrantLock();

  private @Nullable Javac javac; // guarded by the lock, as the next

  private boolean isSearched;

  /**
   * Nothing is compiled yet.
   *
   * @param classPath read at each request
   * @param runtime the compiler that there is; asked once
   */
  CompileAndLoad(
      CodeLoader codeLoader,
      CompiledVersions versions,
      Supplier<ClassPath> classPath,
      Supplier<Optional<Javac>> runtime) {
    this.codeLoader = codeLoader;
    this.versions = versions;
    this.classPath = classPath;
    this.runtime = runtime;
  }

  CompileResult source(Path source) {
    return source(source.toAbsolutePath().normalize(), Optional.empty());
  }

  CompileResult module(String module) {
    Optional<Path> source =
        Optional.ofNullable(compiled.get(module))
            .or(() -> versions.compilation(module).map(known -> known.source()));
    if (source.isPresent()) {
      return source(source.get(), Optional.of(module));
    }
    SortedSet<String> known = new TreeSet<>(compiled.keySet());
    known.addAll(versions.modules());
    return new CompileResult.NoSource(
        module,
        "no module of that name was compiled here; "
            + (known.isEmpty() ? "none was" : "there are: " + known));
  }

  /**
   * Sources that were read.
   *
   * @param source the file or folder
   * @param texts what is in it
   * @param read when
   */
  private record Input(Path source, List<SourceText> texts, Instant read) {}

  /** Result of all that comes before the load. */
  private sealed interface Step {
    /**
     * A bundle that is ready to be loaded.
     *
     * @param module the name of the module in it
     * @param version its number
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ready(String module, Version version, byte[] bundle, List<Diagnostic> warnings)
        implements Step {}

    /** There is nothing to load. */
    record Failed(CompileResult.NotCompiled result) implements Step {}
  }

  private CompileResult source(Path source, Optional<String> expected) {
    return switch (compiled(source)) {
      case Step.Failed(var result) -> result;
      case Step.Ready ready -> loaded(source, expected.orElse(ready.module()), ready);
    };
  }

  WriteResult file(Path source, Path bundle) {
    return switch (compiled(source.toAbsolutePath().normalize())) {
      case Step.Failed(var result) -> new WriteResult.NotCompiled(result);
      case Step.Ready(var module, var version, var bytes, var warnings) ->
          BundleFile.write(bundle, bytes)
              .<WriteResult>map(why -> new WriteResult.NotWritten(bundle, why))
              .orElseGet(
                  () -> new WriteResult.Written(module, version.toString(), bundle, warnings));
    };
  }

  private Step compiled(Path source) {
    Instant now = Instant.now();
    return switch (SourceReader.read(source)) {
      case SourceReader.Read.Unreadable(var why) ->
          new Step.Failed(new CompileResult.NoSource(source.toString(), why));
      case SourceReader.Read.Found(var texts) -> compiled(new Input(source, texts, now));
    };
  }

  private Step compiled(Input input) {
    compiling.lock();
    try {
      Javac compiler = compiler();
      if (compiler == null) {
        return new Step.Failed(noCompiler());
      }
      ClassPath packages = classPath.get();
      return switch (compiler.compile(input.source(), input.texts(), packages)) {
        case Javac.Result.Failed(var diagnostics) ->
            new Step.Failed(new CompileResult.Errors(input.source(), diagnostics));
        case Javac.Result.Compiled classes -> bundled(input, packages, classes);
      };
    } finally {
      compiling.unlock();
    }
  }

  private @Nullable Javac compiler() {
    if (!isSearched) {
      isSearched = true;
      javac = runtime.get().orElse(null);
    }
    return javac;
  }

  private static CompileResult.NotCompiled noCompiler() {
    return new CompileResult.NoCompiler(
        "the Java runtime in %s has no compiler (it lacks the module jdk.compiler); start Baton with a JDK"
            .formatted(System.getProperty("java.home")));
  }

  private Step bundled(Input input, ClassPath packages, Javac.Result.Compiled classes) {
    return switch (ModuleClass.find(classes.classFiles())) {
      case ModuleClass.Result.Wrong(var why) -> errors(input, classes, List.of(why));
      case ModuleClass.Result.Found(var module, var classFiles) -> {
        Origin origin = origin(input, module);
        List<Library> libraries = packages.libraries(classes.packages());
        yield switch (ModuleBundle.make(origin, classFiles, input.texts(), libraries)) {
          case ModuleBundle.Result.Wrong(var errors) -> errors(input, classes, errors);
          case ModuleBundle.Result.Made(var bytes) ->
              new Step.Ready(module, origin.version(), bytes, classes.warnings());
        };
      }
    };
  }

  private Origin origin(Input input, String module) {
    return new Origin(
        versions.symbolicName(module).orElse(module),
        numbers.next(module, versions.numbers(module)),
        input.source(),
        input.read());
  }

  private static Step errors(Input input, Javac.Result.Compiled classes, List<String> errors) {
    List<Diagnostic> all = new ArrayList<>(classes.warnings());
    for (String error : errors) {
      all.add(
          new Diagnostic(Diagnostic.Kind.ERROR, input.source(), Optional.empty(), error.strip()));
    }
    return new Step.Failed(new CompileResult.Errors(input.source(), all));
  }

  private CompileResult loaded(Path source, String module, Step.Ready ready) {
    return switch (codeLoader.reload(
        new Source.InMemory(module, source.toString(), ready.bundle()))) {
      case LoadResult.Loaded loaded -> {
        compiled.put(module, source);
        yield new CompileResult.Loaded(loaded, source, ready.warnings());
      }
      case LoadResult.Refused refused ->
          new CompileResult.Refused(refused, source, ready.warnings());
    };
  }
}
