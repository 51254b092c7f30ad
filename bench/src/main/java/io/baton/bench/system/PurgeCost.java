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
 * What soft purge and purge cost with 100,000 processes, on Erlang and on Baton, one after the
 * other in each round.
 */
public final class PurgeCost {
  private static final Path TARGET = Path.of("bench", "target");

  private static final String PROCESSES = "100000";

  private static final Map<String, String> WORDS =
      Map.of(
          "bystanders, first", "soft purge, 100,000 bystanders that were never looked at",
          "bystanders", "soft purge, 100,000 bystanders",
          "users", "soft purge, 100,000 that have switched",
          "kill", "purge that kills 100,000",
          "kill one that spins", "kill of one that spins, all processors busy");

  private final Map<String, List<Double>> erlang = new LinkedHashMap<>();
  private final Map<String, List<Double>> baton = new LinkedHashMap<>();

  private final PrintStream progress;

  /** Nothing measured yet. */
  public PurgeCost(PrintStream progress) {
    this.progress = progress;
  }

  /** Measures so many rounds. */
  public void measure(int rounds) throws IOException, InterruptedException {
    Path driver = DriverBundle.write(TARGET.resolve("driver.jar")).toAbsolutePath();
    for (int round = 1; round <= rounds; round++) {
      progress.printf("round %d of %d: purges on Erlang and on Baton%n", round, rounds);
      if (hasErlang()) {
        erlang(PROCESSES);
      }
      baton(driver, PROCESSES);
    }
  }

  private static boolean hasErlang() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "erlc")));
  }

  private void erlang(String processes) throws IOException, InterruptedException {
    Path ebin = Files.createDirectories(TARGET.resolve("ebin"));
    for (String module : List.of("purge", "target")) {
      Path source = Path.of("bench", "erlang", module + ".erl");
      Files.copy(source, ebin.resolve(module + ".erl"), StandardCopyOption.REPLACE_EXISTING);
    }
    run(List.of("erlc", "-o", ebin.toString(), ebin.resolve("purge.erl").toString()), erlang);
    run(
        List.of(
            "erl",
            "+P",
            "1000000",
            "-noshell",
            "-pa",
            ebin.toString(),
            "-run",
            "purge",
            "main",
            processes),
        erlang);
  }

  private void baton(Path driver, String processes) throws IOException, InterruptedException {
    Path home;
    try (var homes = Files.list(Path.of("launcher", "target"))) {
      home =
          homes
              .filter(path -> Files.isExecutable(path.resolve("bin/baton")))
              .findFirst()
              .orElseThrow(() -> new IOException("no distribution in launcher/target"));
    }
    run(
        List.of(
            home.resolve("bin/baton").toString(),
            "-c",
            "felix:start '%s'; bench:purge %s".formatted(driver.toUri(), processes)),
        baton);
  }

  private static void run(List<String> command, Map<String, List<Double>> results)
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
              .add(Double.parseDouble(words[1]) / 1_000);
        } else {
          rest.append(line).append('\n');
        }
      }
    }
    if (process.waitFor() != 0 || rest.toString().contains("Exception")) {
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
                WORDS.getOrDefault(entry.getKey(), entry.getKey()),
                erlang.getOrDefault(entry.getKey().replaceAll(",.*", ""), List.of()),
                entry.getValue()))
        .toList();
  }

  private static double median(List<Double> times) {
    return times.isEmpty() ? Double.NaN : times.stream().sorted().toList().get(times.size() / 2);
  }
}
