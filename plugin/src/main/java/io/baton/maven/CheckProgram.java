package io.baton.maven;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The program that checks, in a JVM of its own.
 *
 * @param java the launcher of its JDK
 * @param classPath what it consists of
 * @param folder for its report, its arguments and what it writes on its console
 * @param atMost how long it may take
 */
record CheckProgram(Path java, List<Path> classPath, Path folder, Duration atMost) {
  private static final String MAIN = "io.baton.check.UpgradeCheck";
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-exports",
          "java.base/jdk.internal.vm=ALL-UNNAMED",
          "--add-exports",
          "java.base/jdk.internal.misc=ALL-UNNAMED");

  /**
   * What the program has found.
   *
   * @param isRefused whether the upgrade would be refused
   * @param report line by line
   */
  record Result(boolean isRefused, List<String> report) {}

  /** The file of the report. */
  Path report() {
    return folder.resolve("check.txt");
  }

  /**
   * Runs it. Blocks until it ends.
   *
   * @param arguments its arguments, but the one that names the report
   * @throws MojoExecutionException if it does not end in time, or cannot check
   */
  Result run(List<String> arguments) throws MojoExecutionException {
    Path console = folder.resolve("check.log");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(report());
      Path file = folder.resolve("check.args");
      Files.writeString(file, argumentFile(arguments), Charset.defaultCharset());
      Process process =
          new ProcessBuilder(java.toString(), "@" + file)
              .redirectErrorStream(true)
              .redirectOutput(console.toFile())
              .start();
      return result(process, console);
    } catch (IOException e) {
      throw new MojoExecutionException("the check cannot be run: " + e, e);
    }
  }

  private Result result(Process process, Path console) throws IOException, MojoExecutionException {
    try {
      if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
        throw new MojoExecutionException(
            ("the check has not ended within %d s; does the component wait for something when it"
                    + " is activated? -Dbaton.check.timeout allows more; see %s")
                .formatted(atMost.toSeconds(), console));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted during the check", e);
    } finally {
      process.destroyForcibly();
    }
    int status = process.exitValue();
    if (status > 1 || status < 0 || !Files.exists(report())) {
      throw new MojoExecutionException(
          "the upgrade could not be checked, exit status %d; %s:%n%s"
              .formatted(status, console, last(console)));
    }
    return new Result(status == 1, Files.readAllLines(report(), StandardCharsets.UTF_8));
  }

  private static String last(Path console) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(console), Charset.defaultCharset()).lines().toList();
    return String.join(
        System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  /** Returns all arguments of the JVM, as its launcher reads them from a file. */
  private String argumentFile(List<String> arguments) {
    List<String> all = new ArrayList<>(OPTIONS);
    all.add("-cp");
    all.add(
        classPath.stream()
            .map(Path::toString)
            .collect(Collectors.joining(System.getProperty("path.separator"))));
    all.add(MAIN);
    all.add("--report");
    all.add(report().toString());
    all.addAll(arguments);
    return all.stream()
        .map(CheckProgram::quoted)
        .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
  }

  static String quoted(String argument) {
    return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
