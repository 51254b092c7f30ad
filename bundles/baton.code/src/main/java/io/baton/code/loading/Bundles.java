package io.baton.code.loading;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** What the framework's own methods leave to say. */
public final class Bundles {
  private static final System.Logger LOG = System.getLogger("io.baton.code");

  private Bundles() {}

  /**
   * Uninstalls a bundle; nothing happens if that was done already.
   *
   * @param bundle any bundle
   * @throws IllegalStateException if the framework refuses
   */
  public static void uninstall(Bundle bundle) {
    if (bundle.getState() == Bundle.UNINSTALLED) {
      return;
    }
    stopForNow(bundle);
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      throw new IllegalStateException(describe(bundle) + " cannot be uninstalled", e);
    }
  }

  /**
   * Otherwise the framework writes down that the bundle is stopped, just before it deletes what it
   * has written: half of the time that an uninstall takes.
   */
  private static void stopForNow(Bundle bundle) {
    try {
      if (bundle.getState() == Bundle.ACTIVE) {
        bundle.stop(Bundle.STOP_TRANSIENT);
      }
    } catch (BundleException e) {
      LOG.log(System.Logger.Level.ERROR, () -> describe(bundle) + " has failed to stop", e);
    }
  }

  static String describe(Bundle bundle) {
    return "%d (%s)".formatted(bundle.getBundleId(), bundle.getLocation());
  }

  static String rootCause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
