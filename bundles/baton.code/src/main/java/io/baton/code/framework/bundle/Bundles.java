package io.baton.code.framework.bundle;

import io.baton.api.code.LoadResult;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Rounds;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Operations on any bundle, and what to say of their failures. */
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
        return; // another program has done it meanwhile
      }
      throw new IllegalStateException(describe(bundle) + " cannot be uninstalled", e);
    }
  }

  /**
   * The same, repeated while memory does not suffice.
   *
   * @param bundle any bundle
   * @throws IllegalStateException if the framework refuses
   */
  public static void uninstallSurely(Bundle bundle) {
    while (!isUninstalled(bundle)) {
      Rounds.pause();
    }
  }

  /**
   * Returns whether the code server has installed a bundle, and may give it up again.
   *
   * @param bundle any
   * @return false if another program has installed it
   */
  public static boolean isOurs(Bundle bundle) {
    return MarkedLocation.isMarked(bundle.getLocation());
  }

  /**
   * Returns whether a bundle is active, or the framework will start it. Stopping it by hand, and
   * not for a moment, says otherwise.
   *
   * @param bundle is not uninstalled
   * @return false if it is meant to stay stopped
   */
  public static boolean isMeantToRun(Bundle bundle) {
    BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
    return bundle.getState() == Bundle.ACTIVE || (level != null && level.isPersistentlyStarted());
  }

  private static boolean isUninstalled(Bundle bundle) {
    try {
      uninstall(bundle);
      return true;
    } catch (OutOfMemoryError _) {
      return false;
    }
  }

  /**
   * Returns why a version whose bundle has become another one cannot be loaded.
   *
   * @param bundle of the version
   * @param isSame whether the bundle still has the revision and the class loader of the version
   * @param what module and version
   * @return empty if the bundle is what it was
   */
  public static Optional<LoadResult.Refused> changed(Bundle bundle, boolean isSame, String what) {
    boolean isGone = bundle.getState() == Bundle.UNINSTALLED;
    return isGone || !isSame
        ? Optional.of(
            new LoadResult.OnLoadFailure(
                what,
                "its bundle %s was %s meanwhile"
                    .formatted(describe(bundle), isGone ? "uninstalled" : "updated or refreshed")))
        : Optional.empty();
  }

  /**
   * Returns what is to be done so that a bundle is active.
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

  /** If the framework could not store a file, nothing is wrong with that. */
  public static LoadResult.Refused notInstalled(String what, Exception e) {
    Throwable cause = ThrownText.rootCause(e);
    String why = ThrownText.describe(cause);
    return cause instanceof IOException && !(cause instanceof ZipException)
        ? new LoadResult.NotStored(what, "the framework cannot store it: " + why)
        : new LoadResult.BadFile(what, "it cannot be installed: " + why);
  }

  public static String describe(Bundle bundle) {
    return "%d (%s)".formatted(bundle.getBundleId(), MarkedLocation.origin(bundle.getLocation()));
  }

  public static String rootCause(Throwable thrown) {
    return ThrownText.describe(ThrownText.rootCause(thrown));
  }
}
