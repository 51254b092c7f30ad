package io.baton.bench.source;

import io.baton.bench.Size;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One JMH benchmark with all its parameters; a round is a JVM of its own. Measures {@link #TIME}
 * and {@link #CPU}, nanoseconds for an operation, once in each iteration.
 *
 * @param owner class of the benchmark
 * @param method its name
 * @param parameters by name
 * @param iteration how long one takes
 */
public record JmhSource(
    Class<?> owner, String method, SortedMap<String, String> parameters, Duration iteration)
    implements Source {
  /** What the clock showed. */
  public static final String TIME = "time";

  /** What the processors did: of a call that never waits, its time on an idle machine. */
  public static final String CPU = CpuTime.LABEL;

  private static final Path LOG = Path.of("bench", "target", "jmh.log");
  private static final Duration START = Duration.ofMillis(700);

  /** For something that waits for no other thread. */
  public static JmhSource of(Class<?> owner, String method, Map<String, String> parameters) {
    return new JmhSource(owner, method, new TreeMap<>(parameters), Duration.ofMillis(100));
  }

  @Override
  public String what() {
    return "%s.%s(%s)"
        .formatted(owner.getSimpleName(), method, String.join(", ", parameters.values()));
  }

  @Override
  public Duration expected(Size size) {
    long loads = Long.parseLong(parameters.getOrDefault("loads", "0"));
    return START
        .plus(Duration.ofMillis(5 * loads))
        .plus(iteration.multipliedBy(warmUps(size) + iterations(size)));
  }

  private static int warmUps(Size size) {
    return size.of(5, 5, 1);
  }

  private static int iterations(Size size) {
    return size.of(10, 10, 1);
  }

  @Override
  public Map<String, List<Double>> measure(Size size) throws SourceException {
    try (var log = log()) {
      OutputFormat format = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
      RunResult result = new Runner(options(size), format).runSingle();
      List<IterationResult> all =
          result.getBenchmarkResults().stream()
              .flatMap(fork -> fork.getIterationResults().stream())
              .toList();
      return Map.of(
          TIME, all.stream().map(one -> one.getPrimaryResult().getScore()).toList(),
          CPU, all.stream().map(JmhSource::cpu).toList());
    } catch (RunnerException | IOException e) {
      throw SourceException.failed("failed, see " + LOG + ": " + e.getMessage());
    }
  }

  /** Our own profiler adds it to each iteration. */
  private static Double cpu(IterationResult iteration) {
    return Objects.requireNonNull(iteration.getSecondaryResults().get(CPU)).getScore();
  }

  private static PrintStream log() throws IOException {
    return new PrintStream(
        Files.newOutputStream(LOG, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /** An iteration that hangs is ended. */
  private Options options(Size size) {
    TimeValue time = TimeValue.milliseconds(iteration.toMillis());
    var options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(owner.getName() + "." + method) + "$")
            .forks(1)
            .warmupIterations(warmUps(size))
            .warmupTime(time)
            .measurementIterations(iterations(size))
            .measurementTime(time)
            .timeout(TimeValue.seconds(60))
            .addProfiler(CpuTime.class)
            .jvmArgs("-Xms1g", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow")
            .shouldFailOnError(true);
    parameters.forEach(options::param);
    return options.build();
  }
}
