package io.baton.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.Source;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Diagnostic;
import io.baton.api.compiler.WriteResult;
import io.baton.compiler.framework.CompiledVersions;
import io.baton.compiler.javac.Javac;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** The way of a source, without a framework: what is given to the code server, and when. */
class CompileAndLoadTest {
  private static final TestClassPath CLASS_PATH = new TestClassPath();
  private static final String MODULE =
      """
      import io.baton.api.code.Module;
      interface Api { int f(); }
      @Module("%s")
      class M implements Api { public int f() { return %s; } }
      """;

  @TempDir Path folder;

  private final List<Source> loads = new ArrayList<>();
  private LoadResult answer =
      new LoadResult.Loaded(
          new ModuleVersion("m", "0.0.0.c0001", 1, "m", Instant.EPOCH),
          Optional.empty(),
          new PurgeResult.NoOldVersion("m"),
          List.of());

  private static <T> T stub(Class<T> type, Map<String, Function<Object[], Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> answers.get(method.getName()).apply(arguments)));
  }

  private CompileAndLoad compiler(Supplier<Optional<Javac>> javac) {
    CodeLoader loader =
        stub(
            CodeLoader.class,
            Map.of(
                "reload",
                arguments -> {
                  loads.add((Source) arguments[0]);
                  return answer;
                }));
    CodeStatus status =
        stub(
            CodeStatus.class,
            Map.of(
                "status", _ -> List.of(),
                "allLoaded", _ -> List.of(),
                "isLoaded", _ -> Optional.empty()));
    return new CompileAndLoad(
        loader,
        new CompiledVersions(stub(BundleContext.class, Map.of()), status),
        () -> CLASS_PATH,
        javac);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("m.java"), text);
  }

  @Test
  void whatCompilesIsLoadedUnderItsNameFromItsFile() throws IOException {
    Path file = write(MODULE.formatted("m", "1"));

    CompileResult result = compiler(Javac::ofThisRuntime).source(file);

    assertThat(result).isInstanceOf(CompileResult.Loaded.class);
    assertThat(loads)
        .singleElement()
        .isInstanceOfSatisfying(
            Source.InMemory.class,
            source -> {
              assertThat(source.module()).isEqualTo("m");
              assertThat(source.file()).isEqualTo(file.toString());
            });
  }

  @Test
  void whatDoesNotCompileIsNotLoaded() throws IOException {
    CompileAndLoad compiler = compiler(Javac::ofThisRuntime);

    assertThat(compiler.source(write(MODULE.formatted("m", "true"))))
        .isInstanceOf(CompileResult.Errors.class);
    assertThat(compiler.source(write("class M {}")))
        .isInstanceOfSatisfying(
            CompileResult.Errors.class,
            errors ->
                assertThat(errors.diagnostics())
                    .singleElement()
                    .extracting(Diagnostic::kind)
                    .isEqualTo(Diagnostic.Kind.ERROR));
    assertThat(compiler.source(folder.resolve("nosuch.java")))
        .isInstanceOf(CompileResult.NoSource.class);
    assertThat(loads).isEmpty();
  }

  @Test
  void nameIsThatOfALoadThatHasSucceeded() throws IOException {
    CompileAndLoad compiler = compiler(Javac::ofThisRuntime);
    LoadResult loaded = answer;
    answer = new LoadResult.Sticky("m");
    assertThat(compiler.source(write(MODULE.formatted("m", "1"))))
        .isInstanceOf(CompileResult.Refused.class);

    assertThat(compiler.module("m")).isInstanceOf(CompileResult.NoSource.class);
    answer = loaded;
    compiler.source(folder.resolve("m.java"));
    assertThat(compiler.module("m")).isInstanceOf(CompileResult.Loaded.class);
    assertThat(compiler.module("n"))
        .isInstanceOfSatisfying(
            CompileResult.NoSource.class, none -> assertThat(none.why()).contains("[m]"));
  }

  @Test
  void sourceOfANameThatHoldsAnotherModuleIsLoadedUnderTheNameThatWasGiven() throws IOException {
    CompileAndLoad compiler = compiler(Javac::ofThisRuntime);
    compiler.source(write(MODULE.formatted("m", "1")));
    write(MODULE.formatted("other", "1"));

    compiler.module("m"); // the code server refuses it, as the file of another module

    assertThat(loads).extracting(Source::module).containsExactly("m", "m");
  }

  @Test
  void runtimeWithoutACompilerIsNamed() throws IOException {
    CompileResult result = compiler(Optional::empty).source(write(MODULE.formatted("m", "1")));

    assertThat(result)
        .isInstanceOfSatisfying(
            CompileResult.NoCompiler.class,
            none ->
                assertThat(none.why()).contains(System.getProperty("java.home"), "jdk.compiler"));
  }

  @Test
  void compilingToAFileWritesTheBundleAndLoadsNothing() throws IOException {
    CompileAndLoad compiler = compiler(Javac::ofThisRuntime);
    Path bundle = folder.resolve("new").resolve("m.jar");

    WriteResult result = compiler.file(write(MODULE.formatted("m", "1")), bundle);

    assertThat(result).isEqualTo(new WriteResult.Written("m", "0.0.0.c0001", bundle, List.of()));
    try (var jar = new JarFile(bundle.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Bundle-Version"))
          .isEqualTo("0.0.0.c0001");
    }
    assertThat(loads).isEmpty();
    assertThat(compiler.module("m")).isInstanceOf(CompileResult.NoSource.class);
  }

  @Test
  void whatDoesNotCompileIsNotWritten() throws IOException {
    Path bundle = folder.resolve("m.jar");

    WriteResult result =
        compiler(Javac::ofThisRuntime).file(write(MODULE.formatted("m", "true")), bundle);

    assertThat(result).isInstanceOf(WriteResult.NotCompiled.class);
    assertThat(bundle).doesNotExist();
  }

  @Test
  void fileIsWrittenOverIfItWasCompiledHereAndOtherwiseNot() throws IOException {
    CompileAndLoad compiler = compiler(Javac::ofThisRuntime);
    Path source = write(MODULE.formatted("m", "1"));
    Path bundle = folder.resolve("m.jar");

    assertThat(compiler.file(source, bundle)).isInstanceOf(WriteResult.Written.class);
    assertThat(compiler.file(source, bundle)).isInstanceOf(WriteResult.Written.class);
    Files.writeString(bundle, "letters");
    assertThat(compiler.file(source, bundle))
        .isEqualTo(
            new WriteResult.NotWritten(
                bundle, "it is there, and was not compiled here; name another file"));
    assertThat(bundle).hasContent("letters");
    assertThat(compiler.file(source, folder)).isInstanceOf(WriteResult.NotWritten.class);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }
}
