package io.baton.bench.source;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time of an operation: of all threads that run Java, also those that carry virtual
 * threads. For work that never waits this is what the clock would show on a machine with nothing
 * else to do, and there is always something else to do.
 */
public final class CpuTime implements InternalProfiler {
  static final String LABEL = "cpu";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Map<Long, Long> before = Map.of();

  /** For JMH, which makes one in each fork. */
  public CpuTime() {}

  @Override
  public String getDescription() {
    return "processor time of all Java threads, for each operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = times();
  }

  @Override
  public List<Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Map<Long, Long> after = times();
    after.replaceAll((thread, time) -> time - before.getOrDefault(thread, 0L));
    double used = after.values().stream().mapToLong(Long::longValue).sum();
    double nanos = used / result.getMetadata().getAllOps();
    return List.of(new ScalarResult(LABEL, nanos, "ns/op", AggregationPolicy.AVG));
  }

  /** This is exact, where the time of the process comes in steps of ten milliseconds. */
  private Map<Long, Long> times() {
    return Arrays.stream(threads.getAllThreadIds())
        .boxed()
        .collect(Collectors.toMap(Function.identity(), threads::getThreadCpuTime));
  }
}
