package io.baton.code.framework;

import io.baton.code.audit.Decisions;
import io.baton.spi.DecisionLog;
import io.baton.spi.LiveStates;
import io.baton.spi.Shapes;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Services that the code server uses if they are there. They are no references of its component: a
 * bundle that keeps states needs the code server itself, and SCR gives up on two components that
 * need each other.
 */
public final class OptionalServices {
  private final ServiceTracker<Shapes, Shapes> shapes;
  private final ServiceTracker<LiveStates, LiveStates> states;
  private final ServiceTracker<DecisionLog, DecisionLog> log;
  private final Decisions decisions;

  public OptionalServices(BundleContext context) {
    shapes = new ServiceTracker<>(context, Shapes.class, null);
    states = new ServiceTracker<>(context, LiveStates.class, null);
    log = new ServiceTracker<>(context, DecisionLog.class, null);
    decisions = new Decisions(() -> Optional.ofNullable(log.getService()), Requester::now);
    shapes.open();
    states.open();
    log.open();
  }

  public Supplier<Optional<Shapes>> shapes() {
    return () -> Optional.ofNullable(shapes.getService());
  }

  public Supplier<Optional<LiveStates>> states() {
    return () -> Optional.ofNullable(states.getService());
  }

  public Decisions decisions() {
    return decisions;
  }

  /** Lets the servers of a module adopt its current version, as long as the one before is there. */
  public void settle(String module) {
    LiveStates found = states.getService();
    if (found != null) {
      found.settle(module);
    }
  }

  public void close() {
    shapes.close();
    states.close();
    log.close();
  }
}
