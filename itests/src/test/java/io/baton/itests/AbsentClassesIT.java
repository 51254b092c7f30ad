package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.LoadResult;
import io.baton.api.process.Pid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/**
 * Classes that a bundle refers to and that are not there. What plain Felix starts is loaded, unless
 * the module's own code certainly needs what is missing.
 */
public class AbsentClassesIT extends BatonTest {
  private interface Functions {
    String call();
  }

  private static final String EXTENDING =
      """
      class Extra extends io.baton.itests.library.Writer {
        static String use() { return new Extra().write(); }
      }
      """;

  private Path library() {
    return writer().in(work());
  }

  private static TestBundle writer() {
    return TestBundle.plain("library", "1.0.0")
        .type("public class Writer { public String write() { return \"written\"; } }")
        .exported();
  }

  /** A module that has one function, compiled against a library that is not installed. */
  private TestBundle module(String call) {
    return TestBundle.module(
            "absent", "1.0.0", "String call();", "public String call() { %s }".formatted(call))
        .type(EXTENDING)
        .against(library());
  }

  private String call() {
    return code.qualified("absent", Functions.class).call();
  }

  private String notLinked(TestBundle bundle) {
    LoadResult result = codeLoader.loadFile(bundle.in(work()));
    assertThat(result).isInstanceOf(LoadResult.NotLinked.class);
    assertThat(codeStatus.isLoaded("absent")).isEmpty();
    return ((LoadResult.NotLinked) result).why();
  }

  @Test
  public void aUseWhoseErrorIsCaughtNeedsNoLibrary() {
    for (String error : List.of("NoClassDefFoundError", "LinkageError", "Error", "Throwable")) {
      load(
          module(
              "try { return Extra.use(); } catch (%s e) { return \"without\"; }".formatted(error)));

      assertThat(call()).as(error).isEqualTo("without");
      leaveNothing();
    }
  }

  private void leaveNothing() {
    var _ = codeLoader.delete("absent");
    var _ = codeLoader.purge("absent");
  }

  @Test
  public void aUseAfterALookUpByNameNeedsNoLibrary() {
    load(
        module(
            """
            try { Class.forName("io.baton.itests.library.Writer"); }
            catch (ClassNotFoundException e) { return "without"; }
            return Extra.use();
            """));

    assertThat(call()).isEqualTo("without");
  }

  @Test
  public void aUseUnderAFlagNeedsNoLibrary() {
    load(
        module("return Flags.WRITER ? Extra.use() : \"without\";")
            .type(
                """
                class Flags {
                  static final boolean WRITER = there();
                  static boolean there() {
                    try { Class.forName("io.baton.itests.library.Writer"); return true; }
                    catch (ClassNotFoundException e) { return false; }
                  }
                }
                """));

    assertThat(call()).isEqualTo("without");
  }

  @Test
  public void aGuardIsOneForWhatItsMethodCalls() {
    load(
        module("try { return Helper.help(); } catch (LinkageError e) { return \"without\"; }")
            .type("class Helper { static String help() { return Extra.use(); } }"));

    assertThat(call()).isEqualTo("without");
  }

  /** The author said that the package may be missing: an error where it is used. */
  @Test
  public void aUseOfAnOptionalImportFailsWhereItIs() {
    load(module("return Extra.use();").importing("io.baton.itests.library;resolution:=optional"));

    assertThatThrownBy(this::call).isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  public void aDynamicImportIsFoundWhenItIsUsed() throws Exception {
    load(
        module("try { return Extra.use(); } catch (LinkageError e) { return \"without\"; }")
            .header("DynamicImport-Package", "io.baton.itests.library"));

    start(writer());

    assertThat(call()).isEqualTo("written");
  }

  @Test
  public void aUseWithoutAGuardDoesNotLink() {
    assertThat(notLinked(module("return Extra.use();")))
        .contains("class io.baton.itests.absent.Impl", "call", "Extra", "library/Writer");
    assertThat(notLinked(module("return new io.baton.itests.library.Writer().write();")))
        .contains("class io.baton.itests.absent.Impl", "call", "library.Writer");
  }

  @Test
  public void aUseInALambdaOrBehindAnObjectDoesNotLink() {
    assertThat(notLinked(module("Supplier<String> s = () -> Extra.use(); return s.get();")))
        .contains("Impl", "Extra");
    assertThat(
            notLinked(
                module("return new Job().get();")
                    .type(
                        "class Job implements Supplier<String> {"
                            + " public String get() { return Extra.use(); } }")))
        .contains("Job", "get", "Extra");
  }

  /** To close what was opened is no guard, though the compiler catches everything for that. */
  @Test
  public void aResourceIsNoGuard() {
    assertThat(
            notLinked(
                module("try (var in = new java.io.StringReader(\"\")) { return Extra.use(); }")))
        .contains("Extra");
  }

  @Test
  public void aPrivateRecordThatWasLostDoesNotLink() {
    TestBundle bundle =
        module("return new Inner(1).toString();").type("record Inner(int one) {}").without("Inner");

    assertThat(notLinked(bundle)).contains("class io.baton.itests.absent.Impl", "Inner");
  }

  @Test
  public void aLibraryInAJarMayReferToWhatIsNotThere() throws IOException {
    try (var warnings = new Warnings("io.baton.code")) {
      load(module("return new io.baton.itests.parts.Parts().plain();").embedding(parts()));

      assertThat(call()).isEqualTo("plain");
      assertThat(warnings.about("absent 1.0.0 is loaded without"))
          .singleElement()
          .asString()
          .contains("io.baton.itests.library.Writer", "io.baton.itests.absent.Extra");
    }
  }

  @Test
  public void aLibraryClassByClassMayReferToWhatIsNotThere() throws IOException {
    load(
        module("return new io.baton.itests.parts.Parts().plain();")
            .unpacking(parts())
            .header("Bundle-ClassPath", "."));

    assertThat(call()).isEqualTo("plain");
  }

  /** Of its parts some need a library that is not there, each in its own way. */
  private Path parts() {
    return TestBundle.plain("parts", "1.0.0")
        .against(library())
        .type(
            """
            public class Parts {
              public String plain() { return "plain"; }
              public String written() { return new Written().write(); }
            }
            """)
        .type("class Written extends io.baton.itests.library.Writer {}")
        .type("class Signed { void take(io.baton.itests.library.Writer writer) {} }")
        .type("class Held { io.baton.itests.library.Writer writer; }")
        .in(work());
  }

  @Test
  public void theWarningIsOneLineHoweverMuchIsMissing() throws IOException {
    TestBundle library = TestBundle.plain("library", "1.0.0").exported();
    TestBundle parts = TestBundle.plain("parts", "1.0.0");
    for (int i = 0; i < 30; i++) {
      library.type("public class Lost%d {}".formatted(i));
      parts.type("class Part%d extends io.baton.itests.library.Lost%d {}".formatted(i, i));
    }
    Path embedded = parts.against(library.in(work())).in(work());
    try (var warnings = new Warnings("io.baton.code")) {
      load(
          TestBundle.module(
                  "absent", "1.0.0", "String call();", "public String call() { return \"\"; }")
              .embedding(embedded));

      assertThat(warnings.about("loaded without"))
          .singleElement()
          .asString()
          .contains("and 20 more")
          .hasSizeLessThan(2_000);
    }
  }

  /** Files that look like classes of the bundle, and are none. */
  @Test
  public void resourcesThatLookLikeClassesDoNotMatter() {
    TestBundle bundle = module("return \"plain\";").type("class Template {}").without("Template");
    byte[] template = bundle.compiled("Template");
    load(
        bundle
            .entry("templates/Template.class", template)
            .entry("META-INF/versions/99/Template.class", template)
            .entry("OSGI-OPT/src/Template.class", template)
            .entry("library/Broken.class", "no class".getBytes(StandardCharsets.UTF_8)));

    assertThat(call()).isEqualTo("plain");
  }

  @Test
  public void aJarForSeveralReleasesRunsTheNewest() {
    TestBundle bundle =
        module("return new Release().toString() + new OnlyNew();")
            .type("class Release { public String toString() { return \"old\"; } }")
            .type("class OnlyNew { public String toString() { return \"only new\"; } }")
            .without("OnlyNew");
    TestBundle newer =
        TestBundle.plain("absent", "1.0.0")
            .type("class Release { public String toString() { return \"new\"; } }");
    load(
        bundle
            .header("Multi-Release", "true")
            .entry(
                "META-INF/versions/21/io/baton/itests/absent/Release.class",
                newer.compiled("Release"))
            .entry(
                "META-INF/versions/21/io/baton/itests/absent/OnlyNew.class",
                bundle.compiled("OnlyNew"))
            .entry("META-INF/versions/9/module-info.class", new byte[] {1, 2, 3})
            .entry("module-info.class", new byte[] {1, 2, 3}));

    assertThat(call()).isEqualTo("newonly new");
  }

  @Test
  public void aJarInTheJarForSeveralReleasesRunsTheNewest() throws IOException {
    String release = "public class Release { public String toString() { return \"%s\"; } }";
    byte[] newer =
        TestBundle.plain("parts", "1.0.0").type(release.formatted("new")).compiled("Release");
    Path embedded =
        TestBundle.plain("parts", "1.0.0")
            .type(release.formatted("old"))
            .header("Multi-Release", "true")
            .entry("META-INF/versions/21/io/baton/itests/parts/Release.class", newer)
            .in(work());
    load(module("return new io.baton.itests.parts.Release().toString();").embedding(embedded));

    assertThat(call()).isEqualTo("new");
  }

  private interface Tagged {
    Pid start();

    String ask(Pid server);
  }

  /** A server of whose type arguments one is absent, beside the state and the messages. */
  private TestBundle tagged(int vsn) {
    return new TestModule("absent", vsn + ".0.0")
        .functions("Pid start(); String ask(Pid server);")
        .implementing("Tag<io.baton.itests.library.Writer>, Server<Object, Held, Ask>")
        .members(
            """
            public Pid start() { return ((Started.Ok) Servers.start("absent", 1)).pid(); }
            public String ask(Pid server) { return Servers.of(server).call(new Ask()); }
            public Init<Held> init(Object start) { return Init.ok(new Held(7)); }
            public Handled<Held> handleCall(Ask call, From from, Held held) {
              return call.reply("%d:" + held.value(), held);
            }
            """
                .formatted(vsn))
        .bundle()
        .type("interface Tag<T> {}")
        .type("record Held(int value) {}")
        .type("public record Ask() implements Call<String> {}")
        .against(library())
        .importing("io.baton.itests.library;resolution:=optional");
  }

  /** The JVM reads no generic signature unless it is asked for. */
  @Test
  public void aServerWorksAndSwitchesThoughATypeArgumentIsAbsent() {
    load(tagged(1));
    Tagged tagged = code.qualified("absent", Tagged.class);
    Pid server = tagged.start();
    String one = tagged.ask(server);

    load(tagged(2));

    assertThat(one).isEqualTo("1:7");
    assertThat(tagged.ask(server)).isEqualTo("2:7");
  }
}
