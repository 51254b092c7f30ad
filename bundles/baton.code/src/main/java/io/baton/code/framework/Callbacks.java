package io.baton.code.framework;

import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Runs what an event of the framework is about. The framework catches what a callback throws, and
 * then the event is lost for everything that the callback had not come to; a service tracker even
 * forgets the service. So each item is run on its own, and its failure is logged.
 */
public final class Callbacks {
  private static final Log LOG = Log.of("io.baton.code");

  /** How long the framework is made to wait; a job that takes longer may be waiting for it. */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  private Callbacks() {}

  /**
   * Runs one item of a callback; returns normally whatever that throws.
   *
   * @param what the item is, for the log; such as {@code the start of frequency}
   */
  public static void run(String what, Runnable item) {
    try {
      item.run();
    } catch (Throwable e) { // the framework would only print it
      LOG.log(Level.ERROR, what + " could not be handled", e);
    }
  }
}
