package io.baton.code.framework;

import io.baton.code.lane.ModuleQueues;
import io.baton.spi.ForeignCalls;
import io.baton.spi.Log;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Changes what the framework shows of modules: services that come and go. The framework tells
 * listeners of that on the thread that does it, components are made and given up there, and all of
 * them are other people's code. So it is done on another thread than the lane's, one change of a
 * module after the other.
 */
public final class FrameworkChanges {
  private static final Log LOG = Log.of("io.baton.code");

  /** Longest wait while a change of another module is late: what holds it up may hold up all. */
  private static final Duration SHORT = Duration.ofMillis(500);

  private final Supplier<Duration> patience;

  /** By module; an entry is written by its lane, and read by all lanes. */
  private final ConcurrentMap<String, ForeignCalls> queues = new ConcurrentHashMap<>();

  /**
   * No changes yet.
   *
   * @param patience how long a change is waited for
   */
  public FrameworkChanges(Supplier<Duration> patience) {
    this.patience = patience;
  }

  /**
   * Makes a change, and waits until all listeners have been notified, unless that takes long: then
   * it is finished later, before the next change of this module. That is logged once, and the
   * changes of this module are not waited for until the one that is late has ended. Called by the
   * module's lane.
   */
  public void make(String module, Runnable change) {
    Duration bound = patience.get();
    Duration wait = isAnyLate() && bound.compareTo(SHORT) > 0 ? SHORT : bound;
    ForeignCalls calls = queues.computeIfAbsent(module, name -> queue(name, bound));
    calls.run(ModuleQueues.partOfThisJob(change));
    if (!calls.await(wait) && calls.noteLate()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "%s: the framework does not show yet what has changed: a service listener or a component does not return"
              .formatted(module));
    }
  }

  private boolean isAnyLate() {
    return queues.values().stream().anyMatch(ForeignCalls::isLate);
  }

  private static ForeignCalls queue(String module, Duration late) {
    return new ForeignCalls(
        "code-server services of " + module,
        late,
        thrown ->
            LOG.log(
                System.Logger.Level.ERROR,
                "%s: the services that the framework shows could not be changed".formatted(module),
                thrown));
  }
}
