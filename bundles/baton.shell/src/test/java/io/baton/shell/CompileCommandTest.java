package io.baton.shell;

import static io.baton.shell.Fixture.V1;
import static io.baton.shell.Fixture.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CodeStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Compiler;
import io.baton.api.compiler.Diagnostic;
import io.baton.api.compiler.SourceFile;
import io.baton.api.compiler.WriteResult;
import io.baton.shell.command.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of the command that compiles. */
class CompileCommandTest {
  private static final Path FILE = Path.of("/home/src/hello.java");
  private static final LoadResult.Loaded LOADED =
      new LoadResult.Loaded(
          V2, Optional.of(V1), new PurgeResult.NoOldVersion("frequency"), List.of());

  private final Fixture.Console console = new Fixture.Console();
  private final List<Object> asked = new ArrayList<>();

  private CompileCommand answering(CompileResult answer) {
    return new CompileCommand(
        Stub.of(
            Compiler.class,
            Map.of(
                "compile",
                arguments -> {
                  asked.addAll(arguments);
                  return answer;
                })),
        Stub.of(CodeStatus.class, Map.of("modules", _ -> List.of("frequency"))));
  }

  private static Diagnostic at(Diagnostic.Kind kind, int column, String line, String message) {
    return new Diagnostic(
        kind, FILE, Optional.of(new Diagnostic.Position(7, column, line)), message);
  }

  @Test
  void resultIsThatOfTheLoadAfterTheWarnings() {
    var warning = at(Diagnostic.Kind.WARNING, 2, "\tList l;", "[rawtypes] found raw type: List");

    LoadResult.Loaded result =
        answering(new CompileResult.Loaded(LOADED, FILE, List.of(warning)))
            .c(console.session(), "src/hello.java");

    assertThat(result).isEqualTo(LOADED);
    assertThat(asked).containsExactly(FILE);
    assertThat(console.toString().lines())
        .containsExactly(
            "src/hello.java:7:2: warning: [rawtypes] found raw type: List", "\tList l;", "\t^");
  }

  @Test
  void allErrorsAreShownWithAMark() {
    var one = at(Diagnostic.Kind.ERROR, 5, "int a = b;", "cannot find symbol\n  symbol: b");
    var other = new Diagnostic(Diagnostic.Kind.ERROR, FILE, Optional.empty(), "no class \u001b[2J");

    assertThatThrownBy(() ->
            answering(new CompileResult.Errors(FILE, List.of(one, other)))
                .c(console.session(), "src/hello.java"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            String.join(
                System.lineSeparator(),
                "src/hello.java does not compile: 2 errors; nothing has changed",
                "src/hello.java:7:5: error: cannot find symbol",
                "int a = b;",
                "    ^",
                "  symbol: b",
                "src/hello.java: error: no class \\u001b[2J"));
  }

  @Test
  void refusedLoadsHaveErlangsReason() {
    var refused = new LoadResult.Sticky("frequency 2.0.0");

    assertThatThrownBy(() ->
            answering(new CompileResult.Refused(refused, FILE, List.of()))
                .c(console.session(), "src/hello.java"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith("sticky_directory: frequency 2.0.0: ");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() ->
            answering(new CompileResult.NoSource("/home/x.java", "there is no such file"))
                .c(console.session(), "x.java"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("nofile: /home/x.java: there is no such file");
    assertThatThrownBy(() ->
            answering(new CompileResult.NoCompiler("there is no compiler"))
                .c(console.session(), "x.java"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("there is no compiler");
  }

  @Test
  void wordIsAModuleThatWasCompiledOrAFileWithoutItsEnding(@TempDir Path folder) throws Exception {
    CommandSession here = Stub.of(CommandSession.class, Map.of("currentDir", _ -> folder));
    Path file = Files.writeString(folder.resolve("known.java"), "");
    CompileCommand known = answering(new CompileResult.Loaded(LOADED, FILE, List.of()));
    CompileCommand unknown = answering(new CompileResult.NoSource("known", "none"));

    known.c(here, "known");
    assertThatThrownBy(() -> unknown.c(here, "known")).isInstanceOf(CommandFailed.class);
    assertThatThrownBy(() -> unknown.c(here, "nosuch")).isInstanceOf(CommandFailed.class);
    Files.createDirectory(folder.resolve("known"));
    known.c(here, "known");

    assertThat(asked).containsExactly("known", "known", file, "nosuch", folder.resolve("known"));
  }

  private String written(WriteResult answer) {
    return new CompileFileCommand(
            Stub.of(
                Compiler.class,
                Map.of(
                    "compile",
                    arguments -> {
                      asked.addAll(arguments);
                      return answer;
                    })))
        .file(console.session(), "src/hello.java", "out/hello.jar");
  }

  @Test
  void compilingToAFileSaysWhatIsInIt() {
    Path bundle = Path.of("/home/out/hello.jar");
    var warning = at(Diagnostic.Kind.WARNING, 1, "List l;", "raw");

    assertThat(written(new WriteResult.Written("hello", "1.0.0.c0002", bundle, List.of(warning))))
        .isEqualTo("ok: hello 1.0.0.c0002 is in out/hello.jar");
    assertThat(asked).containsExactly(FILE, bundle);
    assertThat(console.toString()).startsWith("src/hello.java:7:1: warning: raw");
    assertThatThrownBy(() -> written(new WriteResult.NotWritten(bundle, "it is there")))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("out/hello.jar is not written: it is there");
    assertThatThrownBy(
            () -> written(new WriteResult.NotCompiled(new CompileResult.NoCompiler("no compiler"))))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("no compiler");
  }

  @Test
  void sourcesAreShownWithTheirNamesIfThereAreSeveral() {
    assertThat(sources(new SourceFile("a.java", "class A {}\n"))).isEqualTo("class A {}");
    assertThat(
            sources(new SourceFile("A.java", "class A {}\n"), new SourceFile("b/B.java", "\u001b"))
                .lines())
        .containsExactly("// A.java", "class A {}", "", "// b/B.java", "\\u001b");
    assertThatThrownBy(this::sources)
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("keeps no source");
  }

  private String sources(SourceFile... files) {
    return new SourceCommand(Stub.of(Compiler.class, Map.of("sources", _ -> List.of(files))))
        .source("hello");
  }
}
