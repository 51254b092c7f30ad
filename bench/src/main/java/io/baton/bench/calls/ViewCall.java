package io.baton.bench.calls;

import io.baton.bench.sample.Loading;
import io.baton.bench.sample.Point;
import io.baton.bench.sample.Sample;
import io.baton.code.calling.Views;
import io.baton.handover.StructuralHandover;
import java.lang.reflect.Method;
import java.time.Duration;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Calls through a view, after a number of loads. Between any two loads the measured method itself
 * has run often enough to be compiled, so that each load takes compiled code away from it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ViewCall {
  /** Time enough for the compiler to see it; the longer, the fewer loads find nothing to undo. */
  private static final long BETWEEN_LOADS = Duration.ofMillis(5).toNanos();

  private static final Views VIEWS = new Views(new StructuralHandover());
  private static final Sample CONSTANT = VIEWS.qualified(Loading.MODULE, Sample.class);

  @Param("SHARED")
  private Loading loading = Loading.SHARED;

  @Param("1")
  private int loads;

  private final Sample finalField = VIEWS.qualified(Loading.MODULE, Sample.class);
  private Sample field = VIEWS.qualified(Loading.MODULE, Sample.class);

  private int number = 41;
  private String name = "Joe";
  private Point point = new Point(3, 4);

  @Setup
  public void load(BenchmarkParams benchmark) throws ReflectiveOperationException {
    String name = benchmark.getBenchmark();
    Method measured = ViewCall.class.getMethod(name.substring(name.lastIndexOf('.') + 1));
    for (int load = 1; load <= loads; load++) {
      VIEWS.of(Loading.MODULE).switchTo(loading.load(load));
      long start = System.nanoTime();
      while (load < loads && System.nanoTime() - start < BETWEEN_LOADS) {
        measured.invoke(this);
      }
    }
  }

  @Benchmark
  public int intConstant() {
    return CONSTANT.mix(number);
  }

  @Benchmark
  public int intFinalField() {
    return finalField.mix(number);
  }

  @Benchmark
  public int intField() {
    return field.mix(number);
  }

  /** One call after the other, each with the result of the one before. */
  @Benchmark
  @OperationsPerInvocation(1_000)
  public int chainField() {
    int result = number;
    for (int i = 0; i < 1_000; i++) {
      result = field.mix(result);
    }
    return result;
  }

  @Benchmark
  public String stringConstant() {
    return CONSTANT.greet(name);
  }

  @Benchmark
  public String stringFinalField() {
    return finalField.greet(name);
  }

  @Benchmark
  public String stringField() {
    return field.greet(name);
  }

  @Benchmark
  public Point recordConstant() {
    return CONSTANT.turn(point);
  }

  @Benchmark
  public Point recordFinalField() {
    return finalField.turn(point);
  }

  @Benchmark
  public Point recordField() {
    return field.turn(point);
  }
}
