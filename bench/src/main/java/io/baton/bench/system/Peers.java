package io.baton.bench.system;

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

  private static Optional<Path> modules = Optional.empty();

  private Peers() {}

  /** A command of the driver, in the distribution with its own start script. */
  public static List<String> baton(String command, List<String> arguments) throws IOException {
    return baton("", command, arguments);
  }

  /** The same with one more option of the JVM, or none. */
  public static List<String> baton(String option, String command, List<String> arguments)
      throws IOException {
    Path modules = modules();
    String script =
        "felix:start '%s'; bench:%s %s"
            .formatted(
                modules.resolve("driver-1.jar").toUri(), command, String.join(" ", arguments));
    return List.of(
        "env",
        "BATON_STORAGE=none",
        "BATON_JAVA_OPTS=-Dbench.modules=%s %s".formatted(modules, option),
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
    words.add(jvm());
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.addAll(List.of("--add-opens=java.base/java.net=ALL-UNNAMED"));
    words.addAll(List.of("-Dbench.modules=" + modules(), "-javaagent:" + JAR));
    words.addAll(List.of("-cp", JAR.toString(), program.getName()));
    words.addAll(arguments);
    return words;
  }

  /** The JVM that this program runs on. */
  static String jvm() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  /** All that this program consists of. */
  static String jar() {
    return JAR.toString();
  }

  private static Path modules() throws IOException {
    if (modules.isEmpty()) {
      modules = Optional.of(new Modules(TARGET.resolve("modules")).write());
    }
    return modules.get();
  }
}
