package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the start script of the distribution that the build has just made, in a folder of the
 * test's.
 */
final class Distribution {
  private final Path home = Path.of(System.getProperty("baton.dist"));
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private long patienceSeconds = 30;

  Distribution(Path folder) {
    this.folder = folder;
  }

  /**
   * How a run ended.
   *
   * @param status the exit status
   * @param out standard output
   * @param err standard error
   */
  record Ended(int status, String out, String err) {}

  /** Variables of the environment that later runs have besides, or in place of others. */
  void with(Map<String, String> variables) {
    environment.putAll(variables);
  }

  /** Sets how long a run may take. */
  void waitAtMost(long seconds) {
    patienceSeconds = seconds;
  }

  Path home() {
    return home;
  }

  /** Runs {@code bin/baton} with {@code arguments} and nothing on standard input. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return runWithInput("", arguments);
  }

  /** Runs {@code bin/baton} with {@code arguments} and {@code input} on standard input. */
  Ended runWithInput(String input, String... arguments) throws IOException, InterruptedException {
    return run(prepare(arguments), input);
  }

  /** Runs {@code program} in a shell, with {@code bin/baton} as its {@code $0}. */
  Ended runInShell(String program) throws IOException, InterruptedException {
    return run(prepare(List.of("bash", "-c", program, script())), "");
  }

  private Ended run(ProcessBuilder builder, String input) throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("input"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        builder
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(patienceSeconds, TimeUnit.SECONDS))
          .as("ended within %d s", patienceSeconds)
          .isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts {@code bin/baton} with {@code arguments}; the caller has its streams and its end. */
  Process start(String... arguments) throws IOException {
    return prepare(arguments).start();
  }

  /** The same as what {@code prefix} makes of it, such as another user's. */
  Process start(List<String> prefix) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(script());
    return prepare(command).start();
  }

  /** A program in the folder of the test, in the environment of Baton; not started yet. */
  ProcessBuilder builder(List<String> command) throws IOException {
    return prepare(command);
  }

  /** Where the runs keep their temporary storage. */
  Path temporary() throws IOException {
    return Files.createDirectories(folder.resolve("tmp"));
  }

  private ProcessBuilder prepare(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script()));
    command.addAll(List.of(arguments));
    return prepare(command);
  }

  private String script() {
    return home.resolve("bin/baton").toString();
  }

  private ProcessBuilder prepare(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TMPDIR", temporary().toString());
    // it ends soon
    builder
        .environment()
        .put("BATON_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn16m");
    builder.environment().put("BATON_STORAGE", "none"); // all tests share one distribution
    builder.environment().putAll(environment);
    return builder;
  }
}
