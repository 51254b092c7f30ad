package io.baton.bench.plain;

import io.baton.bench.driver.Frequencies;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The frequency server as a service of plain OSGi. Its state goes with the bundle. */
public final class FrequencyActivator implements BundleActivator, Frequencies {
  private final Deque<Integer> free = new ArrayDeque<>(List.of(10, 11, 12, 13, 14, 15));
  private final Set<Integer> allocated = new HashSet<>();

  /** Made by the framework. */
  public FrequencyActivator() {}

  @Override
  public void start(BundleContext context) {
    context.registerService(Frequencies.class, this, FrameworkUtil.asDictionary(Map.of()));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }

  @Override
  public synchronized int allocate() {
    Integer frequency = free.pollFirst();
    if (frequency == null) {
      return 0;
    }
    allocated.add(frequency);
    return frequency;
  }

  @Override
  public synchronized void deallocate(int frequency) throws LostException {
    if (!allocated.remove(frequency)) {
      throw new LostException("no client has " + frequency);
    }
    free.addFirst(frequency);
  }
}
