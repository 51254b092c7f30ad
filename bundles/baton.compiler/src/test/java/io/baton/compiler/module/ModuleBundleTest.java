package io.baton.compiler.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.compiler.TestClassPath;
import io.baton.compiler.javac.Javac;
import io.baton.compiler.source.SourceText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

class ModuleBundleTest {
  private static final Path FILE = Path.of("/sources/a b/ö\n.java");
  private static final Instant NOW = Instant.parse("2026-11-30T05:45:00.123Z");
  private static final Javac JAVAC = Javac.ofThisRuntime().orElseThrow();
  private static final TestClassPath CLASS_PATH = new TestClassPath();
  private static final String HEAD =
      "import io.baton.api.code.*; import io.baton.api.code.Module; interface Api { int f(); } ";

  private static Javac.Result.Compiled compiled(String text) {
    return (Javac.Result.Compiled)
        JAVAC.compile(FILE, List.of(new SourceText(FILE, "m.java", text)), CLASS_PATH);
  }

  private static ModuleClass.Result find(String text) {
    return ModuleClass.find(compiled(text).classFiles());
  }

  private static String refusal(String text) {
    ModuleClass.Result result = find(text);
    assertThat(result).isInstanceOf(ModuleClass.Result.Wrong.class);
    return ((ModuleClass.Result.Wrong) result).why();
  }

  /** Entries of a bundle, and its manifest. */
  private record Opened(Attributes headers, Map<String, String> entries) {
    static Opened of(byte[] bytes) throws IOException {
      try (var jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
        Map<String, String> entries = new TreeMap<>();
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
          if (!entry.isDirectory()) {
            entries.put(entry.getName(), new String(jar.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
        return new Opened(jar.getManifest().getMainAttributes(), entries);
      }
    }

    String component() {
      return entries.entrySet().stream()
          .filter(entry -> entry.getKey().startsWith("OSGI-INF/"))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElseThrow();
    }
  }

  private static Opened bundle(String text) throws IOException {
    Javac.Result.Compiled classes = compiled(text);
    var found = (ModuleClass.Result.Found) ModuleClass.find(classes.classFiles());
    var origin = new Origin(found.module(), new Version(1, 0, 0, "c0001"), FILE, NOW);
    ModuleBundle.Result made =
        ModuleBundle.make(
            origin,
            found.classFiles(),
            List.of(new SourceText(FILE, "m.java", text)),
            CLASS_PATH.libraries(classes.packages()));
    assertThat(made).isInstanceOf(ModuleBundle.Result.Made.class);
    return Opened.of(((ModuleBundle.Result.Made) made).bytes());
  }

  @Test
  void bundleHasNameVersionCapabilityImportsAndSources() throws IOException {
    String text =
        HEAD
            + "@Module(\"m\") class M implements Api { M(Code c) {} public int f() { return 1; } }";

    Opened bundle = bundle(text);

    assertThat(bundle.headers().getValue("Bundle-SymbolicName")).isEqualTo("m");
    assertThat(bundle.headers().getValue("Bundle-Version")).isEqualTo("1.0.0.c0001");
    assertThat(bundle.headers().getValue("Provide-Capability"))
        .contains("baton.module;baton.module=m");
    assertThat(bundle.headers().getValue("Import-Package"))
        .contains("io.baton.api.code;version=\"[0.1,1)\"")
        .doesNotContain("annotation", "framework");
    assertThat(bundle.headers().getValue("Export-Package")).isNull();
    assertThat(bundle.entries()).containsEntry("OSGI-OPT/src/m.java", text);
  }

  @Test
  void manifestSaysFromWhatItWasCompiled() throws IOException {
    Opened bundle =
        bundle(HEAD + "@Module(\"m\") class M implements Api { public int f() { return 1; } }");

    Map<String, String> headers = new TreeMap<>();
    bundle.headers().forEach((name, value) -> headers.put(name.toString(), value.toString()));

    assertThat(Origin.of(FrameworkUtil.asDictionary(headers)))
        .contains(new Origin("m", new Version(1, 0, 0, "c0001"), FILE, NOW));
    assertThat(Origin.of(FrameworkUtil.asDictionary(Map.of("Baton-Source", "x:y")))).isEmpty();
  }

  @Test
  void classWithModuleOnlyIsAComponentWhoseParametersAreServices() throws IOException {
    String component =
        bundle(
                HEAD
                    + "@Module(\"m\") class M implements Api { M(Code code,"
                    + " org.osgi.framework.BundleContext context) {} public int f() { return 1; }"
                    + " }")
            .component();

    assertThat(component)
        .contains("<implementation class=\"M\"/>", "<provide interface=\"Api\"/>")
        .contains("name=\"baton.module\"", "value=\"m\"", "init=\"2\"")
        .contains("interface=\"io.baton.api.code.Code\"", "parameter=\"0\"");
  }

  @Test
  void componentStaysAsItsAuthorHasDescribedIt() throws IOException {
    String component =
        bundle(
                HEAD
                    + "@org.osgi.service.component.annotations.Component(name = \"own\")"
                    + " @Module(\"m\") public class M implements Api { public int f() { return 1; }"
                    + " }")
            .component();

    assertThat(component).contains("name=\"own\"");
  }

  @Test
  void sourceHasExactlyOneModule() {
    assertThat(refusal("class A {}")).startsWith("no class has @Module");
    assertThat(
            refusal(
                HEAD
                    + "@Module(\"a\") class A implements Api { public int f() { return 1; } }"
                    + " @Module(\"b\") class Other implements Api { public int f() { return 1; }"
                    + " }"))
        .contains("2 classes have @Module", "A, Other");
  }

  @Test
  void nameThatBndTakesForAPrimitiveTypeIsRefused() {
    assertThat(refusal("interface F {} class C {}"))
        .contains("C", "a class without a package must not have the name of a primitive type");
    assertThat(refusal("package p; class C {}")).startsWith("no class has @Module");
  }

  @Test
  void textThatBndWouldReplaceIsRefused() {
    assertThat(
            refusal(
                HEAD
                    + "@org.osgi.annotation.bundle.Header(name = \"X\", value ="
                    + " \"${cat;/etc/passwd}\") @Module(\"a\") class A implements Api { public int"
                    + " f() { return 1; } }"))
        .contains("annotation of A", "${cat;/etc/passwd}");
  }

  @Test
  void moduleThatCannotBeAComponentIsRefusedWithTheReason() {
    assertThat(refusal(HEAD + "@Module(\"a\") class A {}")).contains("implements no interface");
    assertThat(refusal(HEAD + "@Module(\"a\") interface A extends Api {}"))
        .contains("must not be abstract");
    assertThat(
            refusal(
                HEAD
                    + "@Module(\"a\") class A implements Api { A() {} A(int i) {} public int f() {"
                    + " return 1; } }"))
        .contains("has 2 constructors");
    assertThat(
            refusal(
                HEAD
                    + "class O { @Module(\"a\") class A implements Api { public int f() { return 1;"
                    + " } } }"))
        .contains("inner class");
  }

  @Test
  void nestedClassCanBeTheModule() throws IOException {
    assertThat(
            bundle(
                    HEAD
                        + "class O { @Module(\"m\") private static class M implements Api { public"
                        + " int f() { return 1; } } }")
                .component())
        .contains("class=\"O$M\"");
  }
}
