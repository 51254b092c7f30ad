package io.baton.compiler.javac;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.compiler.Diagnostic;
import io.baton.compiler.TestClassPath;
import io.baton.compiler.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JavacTest {
  private static final Path FILE = Path.of("/sources/hello.java");
  private static final Javac JAVAC = Javac.ofThisRuntime().orElseThrow();
  private static final TestClassPath CLASS_PATH = new TestClassPath();

  private static Javac.Result compile(String text) {
    return JAVAC.compile(FILE, List.of(new SourceText(FILE, "hello.java", text)), CLASS_PATH);
  }

  private static Javac.Result.Compiled compiled(String text) {
    Javac.Result result = compile(text);
    assertThat(result).isInstanceOf(Javac.Result.Compiled.class);
    return (Javac.Result.Compiled) result;
  }

  private static List<Diagnostic> errors(String text) {
    Javac.Result result = compile(text);
    assertThat(result).isInstanceOf(Javac.Result.Failed.class);
    return ((Javac.Result.Failed) result).diagnostics();
  }

  @Test
  void fileOfAnyNameMayHavePublicClasses() {
    Javac.Result.Compiled result = compiled("public interface A {} public class B implements A {}");

    assertThat(result.classFiles()).containsOnlyKeys("A", "B");
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void packageMayBeDescribedInAFileOfItsOwn() {
    Path description = Path.of("/sources/p/package-info.java");

    Javac.Result result =
        JAVAC.compile(
            FILE,
            List.of(
                new SourceText(FILE, "p/hello.java", "package p; class A {}"),
                new SourceText(
                    description,
                    "p/package-info.java",
                    "@org.jspecify.annotations.NullMarked package p;")),
            CLASS_PATH);

    assertThat(result)
        .isInstanceOfSatisfying(
            Javac.Result.Compiled.class,
            compiled -> {
              assertThat(compiled.classFiles()).containsOnlyKeys("p.A", "p.package-info");
              assertThat(compiled.warnings()).isEmpty();
            });
  }

  @Test
  void sourcesSeeTheClassPathAndTheJdk() {
    Javac.Result.Compiled result =
        compiled(
            "class A { io.baton.api.code.Code code; java.util.List<?> list; java.sql.Driver driver;"
                + " }");

    assertThat(result.classFiles()).containsOnlyKeys("A");
    assertThat(result.packages()).contains("io.baton.api.code");
  }

  @Test
  void allErrorsAreSaidWithTheirLines() {
    List<Diagnostic> errors =
        errors("class A {\n\tint a = \"text\";\r\n  Missing b;\n  int c = true;\n}\n");

    assertThat(errors)
        .extracting(Diagnostic::position)
        .containsExactly(
            Optional.of(new Diagnostic.Position(3, 3, "  Missing b;")),
            Optional.of(new Diagnostic.Position(2, 10, "\tint a = \"text\";")),
            Optional.of(new Diagnostic.Position(4, 11, "  int c = true;")));
    assertThat(errors).allMatch(error -> error.file().equals(FILE));
    assertThat(errors.getFirst().message()).startsWith("cannot find symbol");
    assertThat(errors.get(1).message())
        .isEqualTo("incompatible types: String cannot be converted to int");
  }

  @Test
  void warningsAreNoErrors() {
    assertThat(compiled("class A { java.util.List list; }").warnings())
        .singleElement()
        .matches(warning -> warning.kind() == Diagnostic.Kind.WARNING)
        .matches(warning -> warning.message().contains("raw type"));
  }

  @Test
  void endOfTheFileIsAPlace() {
    assertThat(errors("class A {"))
        .extracting(error -> error.position().map(Diagnostic.Position::line))
        .containsExactly(Optional.of(1));
  }

  @Test
  void emptySourceMakesNoClasses() {
    assertThat(compiled("").classFiles()).isEmpty();
  }

  @Test
  void sourceThatIsNestedTooDeeplyIsAnError() {
    String deep = "class A { int a = " + "(".repeat(200_000) + "1" + ")".repeat(200_000) + "; }";

    assertThat(errors(deep)).isNotEmpty();
  }

  @Test
  void annotationProcessorsDoNotRun() {
    assertThat(compiled("@Deprecated class A {}").classFiles()).containsOnlyKeys("A");
  }
}
