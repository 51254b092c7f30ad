package io.baton.code;

import io.baton.api.spi.ForeignCalls;
import io.baton.api.spi.Log;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Changes what the framework shows of modules: services that come and go. The framework tells
 * listeners of that on the thread that does it, components are made and given up there, and all of
 * them are other people's code. So it is done on another thread than the lane's, one change of a
 * module after the other.
 */
final class FrameworkChanges {
  private static final Log LOG = Log.of("io.baton.code");

  /** A change takes milliseconds, or a second on a machine that has much else to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** By module; written and read by its lane. */
  private final ConcurrentMap<String, ForeignCalls> queues = new ConcurrentHashMap<>();

  /**
   * Makes a change, and waits until everyone has been told of it, unless that takes long: then it
   * is finished later, before the next change of this module. Called by the module's lane.
   */
  void make(String module, Runnable change) {
    ForeignCalls calls = queues.computeIfAbsent(module, FrameworkChanges::queue);
    calls.run(Lanes.partOfThisJob(change));
    if (!calls.await(PATIENCE)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "%s: the framework does not show yet what has changed: a service listener or a component does not return"
              .formatted(module));
    }
  }

  private static ForeignCalls queue(String module) {
    return new ForeignCalls(
        "code-server services of " + module,
        PATIENCE,
        thrown ->
            LOG.log(
                System.Logger.Level.ERROR,
                "%s: what the framework shows could not be changed".formatted(module),
                thrown));
  }
}
