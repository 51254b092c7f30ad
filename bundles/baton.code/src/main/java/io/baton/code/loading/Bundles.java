package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import io.baton.api.spi.MarkedLocation;
import io.baton.api.spi.ThrownText;
import java.util.Optional;
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
    try {
      if (bundle.getState() != Bundle.UNINSTALLED) {
        UsedServices.during(bundle, bundle::uninstall);
      }
    } catch (BundleException | IllegalStateException e) {
      if (bundle.getState() == Bundle.UNINSTALLED) {
        return; // somebody else has done it meanwhile
      }
      throw new IllegalStateException(describe(bundle) + " cannot be uninstalled", e);
    }
  }

  /**
   * Why a version whose bundle is gone cannot be loaded.
   *
   * @param bundle of the version
   * @param what module and version
   * @return empty if the bundle is there
   */
  public static Optional<LoadResult.Refused> uninstalled(Bundle bundle, String what) {
    return bundle.getState() == Bundle.UNINSTALLED
        ? Optional.of(
            new LoadResult.OnLoadFailure(
                what, "its bundle %s was uninstalled meanwhile".formatted(describe(bundle))))
        : Optional.empty();
  }

  /**
   * What is to be done so that a bundle is active.
   *
   * @param bundle is not active
   * @return for people
   */
  public static String whyNotActive(Bundle bundle) {
    String what = "its bundle " + describe(bundle);
    return switch (bundle.getState()) {
      case Bundle.UNINSTALLED -> what + " was uninstalled; load the module";
      case Bundle.INSTALLED -> what + " does not resolve; start it to see what is missing";
      case Bundle.RESOLVED -> what + " is stopped; start it";
      case Bundle.STARTING -> what + " is being started";
      default -> what + " is being stopped";
    };
  }

  static String describe(Bundle bundle) {
    return "%d (%s)".formatted(bundle.getBundleId(), MarkedLocation.origin(bundle.getLocation()));
  }

  static String rootCause(Throwable thrown) {
    return ThrownText.describe(ThrownText.rootCause(thrown));
  }
}
