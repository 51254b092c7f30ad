package io.baton.application;

import io.baton.spi.ForeignCalls;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.function.IntConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Ends the system when an application has ended that it cannot do without. The launcher of Baton
 * offers a service for that; where there is none, the JVM is not Baton's, and goes on.
 */
final class EndOfNode {
  /** Property of the service, an {@link IntConsumer} of the exit status. */
  private static final String FILTER = "(baton.exit=true)";

  private static final int FAILED = 1;
  private static final Log LOG = Log.of("io.baton.application");

  private static final ForeignCalls CALLS =
      new ForeignCalls(
          "baton-application-end",
          Duration.ofSeconds(10),
          thrown -> LOG.log(Level.ERROR, "the system cannot be ended", thrown));

  private final BundleContext context;

  EndOfNode(BundleContext context) {
    this.context = context;
  }

  /** Ends the system if that is possible; does not wait. */
  void because(String why) {
    CALLS.run(() -> end(why));
  }

  private void end(String why) {
    Collection<ServiceReference<IntConsumer>> ends;
    try {
      ends = context.getServiceReferences(IntConsumer.class, FILTER);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    for (ServiceReference<IntConsumer> reference : ends) {
      IntConsumer end = context.getService(reference);
      if (end != null) {
        LOG.log(Level.ERROR, why + "; so Baton ends, with status " + FAILED);
        end.accept(FAILED);
        return;
      }
    }
    LOG.log(Level.ERROR, why + "; this JVM is not Baton's to end, so all others go on");
  }
}
