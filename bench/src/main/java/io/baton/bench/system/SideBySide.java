package io.baton.bench.system;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a whole system costs on Erlang and on Baton, one after the other in each round. Both run the
 * same work, and print a line for each measurement: name, tab, number.
 */
public final class SideBySide {
  private static final Path TARGET = Path.of("bench", "target");

  private final Work work;
  private final Map<String, List<Double>> erlang = new LinkedHashMap<>();
  private final Map<String, List<Double>> baton = new LinkedHashMap<>();

  private final PrintStream progress;

  /**
   * What both do.
   *
   * @param what in a few words
   * @param module in Erlang; its {@code main} does it, with the arguments
   * @param arguments for both
   * @param sources what the module needs besides
   * @param command of the shell, which does it on Baton
   * @param divisor makes the numbers that are printed the numbers that are shown
   * @param words what is shown of each measurement, by its name
   */
  public record Work(
      String what,
      String module,
      List<String> arguments,
      List<String> sources,
      String command,
      double divisor,
      Map<String, String> words) {}

  /** Nothing measured yet. */
  public SideBySide(Work work, PrintStream progress) {
    this.work = work;
    this.progress = progress;
  }

  /** Measures so many rounds. */
  public void measure(int rounds) throws IOException, InterruptedException {
    Path driver = DriverBundle.write(TARGET.resolve("driver.jar")).toAbsolutePath();
    Path modules = Files.createDirectories(TARGET.resolve("modules")).toAbsolutePath();
    DriverBundle.writeModules(modules);
    for (int round = 1; round <= rounds; round++) {
      progress.printf("round %d of %d: %s on Erlang and on Baton%n", round, rounds, work.what());
      if (hasErlang()) {
        erlang();
      }
      baton(driver, modules);
    }
  }

  private static boolean hasErlang() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "erlc")));
  }

  private void erlang() throws IOException, InterruptedException {
    Path ebin = Files.createDirectories(TARGET.resolve("ebin"));
    for (String source : work.sources()) {
      Files.copy(
          Path.of("bench", "erlang", source),
          ebin.resolve(source),
          StandardCopyOption.REPLACE_EXISTING);
    }
    String program = Path.of("bench", "erlang", work.module() + ".erl").toString();
    run(List.of("erlc", "-o", ebin.toString(), program), erlang);
    List<String> command = new ArrayList<>(List.of("erl", "+P", "1000000", "-noshell"));
    command.addAll(List.of("-pa", ebin.toString(), "-run", work.module(), "main"));
    command.addAll(work.arguments());
    run(command, erlang);
  }

  private void baton(Path driver, Path modules) throws IOException, InterruptedException {
    Path home;
    try (var homes = Files.list(Path.of("launcher", "target"))) {
      home =
          homes
              .filter(path -> Files.isExecutable(path.resolve("bin/baton")))
              .findFirst()
              .orElseThrow(() -> new IOException("no distribution in launcher/target"));
    }
    String script =
        "felix:start '%s'; code:load_abs '%s'; code:load_abs '%s'; %s %s"
            .formatted(
                driver.toUri(),
                modules.resolve("counter.jar"),
                modules.resolve("tree.jar"),
                work.command(),
                String.join(" ", work.arguments()));
    run(List.of(home.resolve("bin/baton").toString(), "-c", script), baton);
  }

  private void run(List<String> command, Map<String, List<Double>> results)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    Process process = builder.start();
    var rest = new StringBuilder();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] words = line.split("\t", 2);
        if (words.length == 2 && words[1].matches("\\d+")) {
          results
              .computeIfAbsent(words[0], _ -> new ArrayList<>())
              .add(Double.parseDouble(words[1]) / work.divisor());
        } else {
          rest.append(line).append('\n');
        }
      }
    }
    if (process.waitFor() != 0 || (results == baton && rest.toString().contains("Exception"))) {
      throw new IOException(String.join(" ", command) + " failed:\n" + rest);
    }
  }

  /**
   * What was measured.
   *
   * @param what in words
   * @param erlang milliseconds; empty if there is no Erlang
   * @param baton milliseconds
   */
  public record Line(String what, List<Double> erlang, List<Double> baton) {
    /** Baton's median by Erlang's. */
    public double ratio() {
      return median(baton) / median(erlang);
    }

    /** The median, and between what all are. */
    public static String text(List<Double> times) {
      List<Double> sorted = times.stream().sorted().toList();
      return sorted.isEmpty()
          ? "no Erlang here"
          : "%.1f (%.1f–%.1f)".formatted(median(times), sorted.getFirst(), sorted.getLast());
    }
  }

  /** All lines, in the order in which they were measured. */
  public List<Line> lines() {
    return baton.entrySet().stream()
        .map(entry ->
            new Line(
                work.words().getOrDefault(entry.getKey(), entry.getKey()),
                erlang.getOrDefault(entry.getKey().replaceAll(",.*", ""), List.of()),
                entry.getValue()))
        .toList();
  }

  private static double median(List<Double> times) {
    return times.isEmpty() ? Double.NaN : times.stream().sorted().toList().get(times.size() / 2);
  }
}
