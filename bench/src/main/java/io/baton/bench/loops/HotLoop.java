package io.baton.bench.loops;

import io.baton.weaving.Measurable;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A round of a hot loop, with safepoints that are not armed and without any. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Loops.ROUNDS)
public class HotLoop {
  /** Whether the code is woven as a module's is. */
  @Param({"false", "true"})
  public boolean woven;

  private Loops loops = new LoopsModule();
  private int[] values = new int[0];
  private long start = 88_172_645_463_325_252L;

  @Setup
  public void load() {
    loops = (Loops) Measurable.make(LoopsModule.class, woven);
    values = new int[Loops.ROUNDS];
    Arrays.setAll(values, i -> i * 31);
  }

  @Benchmark
  public long numbers() {
    start = loops.numbers(start);
    return start;
  }

  @Benchmark
  public long array() {
    return loops.array(values);
  }

  @Benchmark
  public long calls() {
    start = loops.calls(start);
    return start;
  }
}
