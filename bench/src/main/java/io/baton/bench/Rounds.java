package io.baton.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures in rounds: in each, every benchmark runs once in a JVM of its own, and what is compared
 * runs one after the other. So whatever else the machine does meets both sides.
 */
final class Rounds {
  private final PrintStream progress;
  private final OutputFormat log;
  private final TimeValue time;

  private final Map<Measured, BenchmarkParams> parameters = new LinkedHashMap<>();
  private final Map<Measured, List<BenchmarkResult>> forks = new LinkedHashMap<>();

  /**
   * Nothing measured yet.
   *
   * @param progress gets a line for each round
   * @param log gets what JMH says
   * @param time that one iteration takes
   */
  Rounds(PrintStream progress, OutputFormat log, TimeValue time) {
    this.progress = progress;
    this.log = log;
    this.time = time;
  }

  void measure(List<Row> rows, int rounds) throws RunnerException {
    Set<Measured> all = new LinkedHashSet<>();
    rows.forEach(row -> row.all().forEach(all::add));
    for (int round = 1; round <= rounds; round++) {
      progress.printf("round %d of %d: %d benchmarks%n", round, rounds, all.size());
      for (Measured one : all) {
        fork(one);
      }
    }
  }

  private void fork(Measured one) throws RunnerException {
    var options =
        new OptionsBuilder()
            .forks(1)
            .warmupIterations(Settings.WARM_UPS)
            .warmupTime(time)
            .measurementIterations(Settings.ITERATIONS)
            .measurementTime(time)
            .addProfiler(CpuTime.class)
            .jvmArgs("-Xms1g", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow")
            .shouldFailOnError(true);
    one.select(options);
    for (RunResult result : new Runner(options.build(), log).run()) {
      parameters.put(one, result.getParams());
      forks.computeIfAbsent(one, _ -> new ArrayList<>()).addAll(result.getBenchmarkResults());
    }
  }

  /** What the clock showed. */
  Samples wall(Measured one) {
    return new Samples(
        iterations(one).stream().mapToDouble(i -> i.getPrimaryResult().getScore()).toArray());
  }

  /** What the processors did. */
  Samples cpu(Measured one) {
    return new Samples(iterations(one).stream().mapToDouble(Rounds::cpu).toArray());
  }

  private static double cpu(IterationResult iteration) {
    Result<?> result = iteration.getSecondaryResults().get(CpuTime.LABEL);
    return result == null ? Double.NaN : result.getScore();
  }

  private List<IterationResult> iterations(Measured one) {
    return forks.getOrDefault(one, List.of()).stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .toList();
  }

  /** For JMH's formats: one result for each benchmark, with all its forks. */
  Collection<RunResult> results() {
    return parameters.entrySet().stream()
        .map(entry -> new RunResult(entry.getValue(), forks.get(entry.getKey())))
        .toList();
  }
}
