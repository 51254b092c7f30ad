package io.baton.launcher;

import io.baton.launcher.ModuleJar.Described;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the bundles of which a page shows a session, and which a distribution does not have. */
final class PageBundles {
  private static final String COUNTER = "com.example.counter.Counter";
  private static final String MISTAKE = "module.loop(count);";
  private static final String CORRECTED = "module.loop(count + 1);";

  private final Path folder;
  private final Path home;

  /**
   * Creates the writer.
   *
   * @param folder where the sessions are typed
   * @param home of the distribution
   */
  PageBundles(Path folder, Path home) {
    this.folder = folder;
    this.home = home;
  }

  /** Builds the first module of a page, with its mistake and without it, beside the folder. */
  void counter(Page page) throws Exception {
    List<String> sources = page.blocks("java");
    String functions = having(sources, "public interface Counter ");
    String module = having(sources, "public final class CounterModule ");
    counter("1.0.0", functions, module);
    counter("1.1.0", functions, module.replace(MISTAKE, CORRECTED));
  }

  private static String having(List<String> blocks, String text) throws IOException {
    return blocks.stream()
        .filter(block -> block.contains(text))
        .findFirst()
        .orElseThrow(() -> new IOException("the page has no source with " + text));
  }

  private void counter(String version, String functions, String module) throws Exception {
    new ModuleJar("counter", version, Map.of(COUNTER, functions, COUNTER + "Module", module))
        .jar(new Described(COUNTER + "Module", COUNTER, "io.baton.api.code.Code"), home)
        .write(folder.resolve("../counter/target/counter-%s.jar".formatted(version)).normalize());
  }

  /** Builds a module that exports a package, and a bundle that imports it. */
  List<String> exporting() throws Exception {
    Path first = exp("1.0.0");
    Path client =
        new ModuleJar("ext", "1.0.0", Map.of("ext.Client", "package ext; class Client {}"))
            .classes(home)
            .header("Import-Package", "exp.api")
            .write(folder.resolve("ext.jar"));
    return List.of(
        "code:load_abs " + first, "start " + client.toUri(), "code:load_abs " + exp("2.0.0"));
  }

  private Path exp(String version) throws Exception {
    Map<String, String> sources =
        Map.of(
            "exp.api.Exp",
            "package exp.api; public interface Exp { int vsn(); }",
            "exp.ExpModule",
            """
            package exp;
            public final class ExpModule implements exp.api.Exp {
              @Override public int vsn() { return 1; }
            }
            """);
    return new ModuleJar("exp", version, sources)
        .jar(new Described("exp.ExpModule", "exp.api.Exp", ""), home)
        .header("Export-Package", "exp.api")
        .write(folder.resolve("exp-%s.jar".formatted(version)));
  }
}
