package io.baton.bench.calls;

import io.baton.bench.plain.PlainFramework;
import io.baton.bench.sample.Point;
import io.baton.bench.sample.Sample;
import io.baton.bench.sample.SampleModule;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The same calls by the means of plain OSGi, which follow an upgrade as well: the service is asked
 * for at each call, from a tracker or from the framework.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls start before anything else
public class OsgiCall {
  private PlainFramework framework;
  private BundleContext context;
  private ServiceReference<Sample> reference;
  private ServiceTracker<Sample, Sample> tracker;

  private int number = 41;
  private Point point = new Point(3, 4);

  @Setup
  public void start() throws Exception {
    framework = new PlainFramework("");
    context = framework.context();
    context.registerService(
        Sample.class, new SampleModule(1), FrameworkUtil.asDictionary(Map.of()));
    reference = context.getServiceReference(Sample.class);
    tracker = new ServiceTracker<>(context, Sample.class, null);
    tracker.open();
  }

  @TearDown
  public void stop() throws Exception {
    tracker.close();
    framework.close();
  }

  @Benchmark
  public int intTracker() {
    return tracker.getService().mix(number);
  }

  @Benchmark
  public Point recordTracker() {
    return tracker.getService().turn(point);
  }

  @Benchmark
  public int intGetService() {
    int result = context.getService(reference).mix(number);
    context.ungetService(reference);
    return result;
  }

  @Benchmark
  public Point recordGetService() {
    Point result = context.getService(reference).turn(point);
    context.ungetService(reference);
    return result;
  }
}
