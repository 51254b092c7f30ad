package io.baton.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ExportedFunction;
import io.baton.check.Finding.Severity;
import io.baton.fixtures.BundleJar;
import io.baton.fixtures.SourceCompiler;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller that knows the first version meets in the second. */
class FunctionChangesTest {
  @TempDir Path folder;
  private JarClasses classes;

  @BeforeEach
  void read() {
    BundleJar jar = new BundleJar();
    SourceCompiler.compile(
            Map.of("a.Api", "package a; interface Api { int count(int i); }"), List.of())
        .forEach((name, bytes) -> jar.entry(name.replace('.', '/') + ".class", bytes));
    classes = JarClasses.of(jar.write(folder.resolve("m.jar")));
  }

  private static List<ExportedFunction> functions(String... signatures) {
    return Arrays.stream(signatures)
        .map(text -> new ExportedFunction(text.substring(0, text.indexOf('(')), text, ""))
        .toList();
  }

  @Test
  void sameFunctionsAreNoChange() {
    assertThat(
            FunctionChanges.gone(
                functions("count(int) -> int"), functions("count(int) -> int"), classes))
        .isEmpty();
    assertThat(
            FunctionChanges.added(
                functions("count(int) -> int"), functions("count(String) -> int")))
        .isEmpty();
  }

  @Test
  void functionThatIsGoneIsAWarningWithItsInterface() {
    assertThat(FunctionChanges.gone(functions("count(int) -> int"), functions(), classes))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.severity()).isEqualTo(Severity.WARNING);
          assertThat(found.place()).isEqualTo("a/Api.java");
          assertThat(found.what()).isEqualTo("the function count(int) -> int is gone");
        });
  }

  @Test
  void functionWithAnotherSignatureIsOneWarning() {
    assertThat(
            FunctionChanges.gone(
                functions("count(int) -> int"), functions("count(String) -> int"), classes))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.severity()).isEqualTo(Severity.WARNING);
          assertThat(found.what())
              .isEqualTo("the function count(int) -> int is count(String) -> int now");
        });
  }

  @Test
  void functionThatIsNewIsANote() {
    assertThat(FunctionChanges.added(functions(), functions("count(int) -> int")))
        .singleElement()
        .hasToString("note: the function count(int) -> int is new");
  }

  @Test
  void functionThatIsNewIsOnlyANoteOnTheWayBackToo() {
    assertThat(FunctionChanges.missingAgain(functions("count(int) -> int"), functions()))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.severity()).isEqualTo(Severity.NOTE);
          assertThat(found.what()).isEqualTo("the function count(int) -> int is new");
        });
  }
}
