package io.baton.bench.calls;

import io.baton.bench.sample.Point;
import io.baton.bench.sample.Sample;
import io.baton.bench.sample.SampleModule;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What {@link ViewCall} is compared with: the same calls of the object itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DirectCall {
  private static final Sample CONSTANT = new SampleModule(1);

  private final Sample finalField = new SampleModule(1);
  private Sample field = new SampleModule(1);

  private int number = 41;
  private String name = "Joe";
  private Point point = new Point(3, 4);

  /** What the measurement itself costs. */
  @Benchmark
  public int nothing() {
    return number;
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
