package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.ModuleJar.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Writes the bundles of which a page shows a session, and which a distribution does not have. */
final class PageBundles {
  private static final Path PROJECT = Page.ROOT.resolve("docs/snippets/counter");
  private static final long MAVEN_SECONDS = 120;
  private static final String TICKETS = "com.example.tickets.Tickets";
  private static final Path TUTORIAL = Page.ROOT.resolve("examples/tutorial");
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

  /**
   * Builds the project of a page, with its mistake and without it, beside the folder, as a user
   * does.
   */
  void counter() throws Exception {
    Path project = Files.createDirectory(folder.resolveSibling("counter"));
    copy(PROJECT, project);
    stageApi();
    maven(project);
    edit(
        project.resolve("src/main/java/com/example/counter/CounterModule.java"),
        MISTAKE,
        CORRECTED);
    edit(project.resolve("pom.xml"), "<version>1.0.0</version>", "<version>1.1.0</version>");
    maven(project);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void edit(Path file, String found, String instead) throws IOException {
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(found);
    Files.writeString(file, text.replace(found, instead));
  }

  /** The local repository has the API, and nothing else of Baton. */
  private void stageApi() throws Exception {
    Path jar = ModuleJar.api(home);
    String name = jar.getFileName().toString().replace(".jar", "");
    String version = name.replace("baton.api-", "");
    Path there = Files.createDirectories(repository().resolve("io/baton/baton.api/" + version));
    Files.copy(jar, there.resolve(name + ".jar"));
    Files.writeString(
        there.resolve(name + ".pom"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>io.baton</groupId>
          <artifactId>baton.api</artifactId>
          <version>%s</version>
        </project>
        """
            .formatted(version));
  }

  private Path repository() {
    return folder.resolveSibling("repository");
  }

  private void maven(Path project) throws Exception {
    var builder =
        new ProcessBuilder(
            Page.ROOT.resolve("mvnw").toString(),
            "-B",
            "-ntp",
            "-q",
            "-Dmaven.repo.local=" + repository(),
            "-Dmaven.repo.local.tail=" + System.getProperty("local.repository"),
            "package");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Path log = project.resolve("log");
    Process maven =
        builder
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(maven.waitFor(MAVEN_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      maven.destroyForcibly();
    }
  }

  /** Builds both versions of the tutorial's project from its sources, beside the folder. */
  void tickets() throws Exception {
    for (String version : List.of("1.0.0", "1.1.0")) {
      new ModuleJar("tickets", version, sources(TUTORIAL.resolve(version)))
          .jar(new Described(TICKETS + "Module", TICKETS, ""), home)
          .header(
              "Import-Package",
              "io.baton.api.code,io.baton.api.handover,io.baton.api.process,io.baton.api.server")
          .write(folder.resolve("../tickets/target/tickets-%s.jar".formatted(version)).normalize());
    }
  }

  private static Map<String, String> sources(Path project) throws IOException {
    Path root = project.resolve("src/main/java/com/example/tickets");
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        sources.put("com.example.tickets." + type, Files.readString(file));
      }
    }
    return sources;
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
