package io.baton.bench.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What soft purge and purge cost with 100,000 processes, on Erlang and on Baton, one after the other
 * in each round.
 */
public final class PurgeCost {
  private static final Path TARGET = Path.of("bench", "target");

  private final Map<String, List<Double>> erlang = new TreeMap<>();
  private final Map<String, List<Double>> baton = new TreeMap<>();

  private PurgeCost() {}

  /** Measures, and prints a table. Arguments: how many rounds, and how many processes. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    String processes = arguments.length > 1 ? arguments[1] : "100000";
    var cost = new PurgeCost();
    Path driver = DriverBundle.write(TARGET.resolve("driver.jar")).toAbsolutePath();
    for (int round = 1; round <= rounds; round++) {
      System.err.printf("round %d of %d%n", round, rounds);
      cost.erlang(processes);
      cost.baton(driver, processes);
    }
    cost.print();
  }

  private void erlang(String processes) throws IOException, InterruptedException {
    Path ebin = Files.createDirectories(TARGET.resolve("ebin"));
    for (String module : List.of("purge", "target")) {
      Path source = Path.of("bench", "erlang", module + ".erl");
      Files.copy(
          source,
          ebin.resolve(module + ".erl"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    run(List.of("erlc", "-o", ebin.toString(), ebin.resolve("purge.erl").toString()), erlang);
    run(
        List.of(
            "erl", "+P", "1000000", "-noshell", "-pa", ebin.toString(), "-run", "purge", "main",
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

  private void print() {
    baton.forEach((name, times) -> {
      List<Double> theirs = erlang.getOrDefault(name.replaceAll(",.*", ""), List.of());
      System.out.printf(
          "%-20s Erlang %s ms   Baton %s ms   ratio %.2f%n",
          name, text(theirs), text(times), median(times) / median(theirs));
    });
  }

  private static String text(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    return "%.1f (%.1f–%.1f)".formatted(median(times), sorted.getFirst(), sorted.getLast());
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
