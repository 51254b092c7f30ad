package io.baton.bench.handover;

import io.baton.bench.sample.Loading;
import io.baton.handover.StructuralHandover;
import io.baton.spi.Handover;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A record of five components becomes one of another version's, beside a copy written by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandoverWork {
  private final StructuralHandover handover = new StructuralHandover();

  private Order order = new Order(7, "Joe", 12_000L, true, Order.Status.SENT);
  private Class<?> there = Order.class;
  private ClassLoader loader = Order.class.getClassLoader();
  private Handover.Into declared = new Handover.Into(there, loader, "state");
  private Handover.Into any = new Handover.Into(Object.class, loader, "message");

  @Setup
  public void load() throws ClassNotFoundException {
    loader = Loading.of(Order.class, Order.Status.class);
    there = loader.loadClass(Order.class.getName());
    declared = new Handover.Into(there, loader, "state");
    any = new Handover.Into(Object.class, loader, "message");
  }

  @Benchmark
  public Order byHand() {
    Order from = order;
    return new Order(
        from.number(),
        from.customer(),
        from.cents(),
        from.paid(),
        Order.Status.valueOf(from.status().name()));
  }

  @Benchmark
  public Object declared() {
    return handover.convert(order, declared);
  }

  @Benchmark
  public Object any() {
    return handover.convert(order, any);
  }

  @Benchmark
  public Object match() {
    return handover.match(order, there).orElseThrow();
  }
}
