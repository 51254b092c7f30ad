package io.baton.code.loading;

import io.baton.api.spi.ThrownText;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** What the framework's own methods leave to say. */
public final class Bundles {
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
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      throw new IllegalStateException(describe(bundle) + " cannot be uninstalled", e);
    }
  }

  static String describe(Bundle bundle) {
    return "%d (%s)".formatted(bundle.getBundleId(), bundle.getLocation());
  }

  static String rootCause(Throwable thrown) {
    return ThrownText.describe(ThrownText.rootCause(thrown));
  }
}
