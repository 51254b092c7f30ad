package io.baton.bench.system;

import io.baton.bench.source.SourceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How each peer is started. What they need is made once in each run of this program, by the one
 * thread that measures.
 */
public final class Peers {
  private static final Path TARGET = Path.of("bench", "target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("benchmarks.jar");
  private static final Path EBIN = TARGET.resolve("ebin");

  private static Optional<Path> modules = Optional.empty();
  private static boolean compiled;

  private Peers() {}

  /** An Erlang program of {@code bench/erlang}: its {@code main/1} does everything. */
  public static List<String> erlang(String module, List<String> arguments)
      throws IOException, SourceException, InterruptedException {
    if (!hasErlang()) {
      throw SourceException.missing("Erlang");
    }
    compile();
    List<String> words = new ArrayList<>(List.of("erl", "+P", "4000000", "-noinput"));
    words.addAll(List.of("-pa", EBIN.toString(), "-run", module, "main"));
    words.addAll(arguments);
    return words;
  }

  /** Whether there is one. */
  public static boolean hasErlang() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "erlc")));
  }

  private static void compile() throws IOException, InterruptedException {
    if (compiled) {
      return;
    }
    Files.createDirectories(EBIN);
    List<String> words = new ArrayList<>(List.of("erlc", "-o", EBIN.toString()));
    try (Stream<Path> sources = Files.list(Path.of("bench", "erlang"))) {
      sources.map(Path::toString).filter(name -> name.endsWith(".erl")).forEach(words::add);
    }
    if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
      throw new IOException("the Erlang programs do not compile");
    }
    compiled = true;
  }

  /** A command of the driver, in the distribution with its own start script. */
  public static List<String> baton(String command, List<String> arguments) throws IOException {
    Path modules = modules();
    String script =
        "felix:start '%s'; bench:%s %s"
            .formatted(
                modules.resolve("driver-1.jar").toUri(), command, String.join(" ", arguments));
    return List.of(
        "env",
        "BATON_STORAGE=none",
        "BATON_JAVA_OPTS=-Dbench.modules=" + modules,
        distribution().resolve("bin/baton").toString(),
        "-c",
        script);
  }

  /** Where the distribution is, unpacked. */
  public static Path distribution() throws IOException {
    try (Stream<Path> homes = Files.list(Path.of("launcher", "target"))) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/baton")))
          .findFirst()
          .orElseThrow(() -> new IOException("no distribution in launcher/target"));
    }
  }

  /** A program without Baton, in a JVM of its own with default settings. */
  public static List<String> java(Class<?> program, List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElse("java"));
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.addAll(List.of("--add-opens=java.base/java.net=ALL-UNNAMED"));
    words.addAll(List.of("-Dbench.modules=" + modules(), "-javaagent:" + JAR));
    words.addAll(List.of("-cp", JAR.toString(), program.getName()));
    words.addAll(arguments);
    return words;
  }

  private static Path modules() throws IOException {
    if (modules.isEmpty()) {
      modules = Optional.of(new Modules(TARGET.resolve("modules")).write());
    }
    return modules.get();
  }
}
