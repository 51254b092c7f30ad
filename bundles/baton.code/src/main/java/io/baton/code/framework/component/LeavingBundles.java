package io.baton.code.framework.component;

import io.baton.code.framework.bundle.Bundles;
import io.baton.spi.Log;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;

/** Bundles of versions that are given up, until they are uninstalled. */
public final class LeavingBundles {
  private static final Log LOG = Log.of("io.baton.code");

  /** Bundles that are about to be uninstalled; written by lanes, read by the whiteboard. */
  private final Set<Bundle> leaving = ConcurrentHashMap.newKeySet();

  /**
   * Notes that the bundle of a version is about to be uninstalled. It stays if it was updated or
   * refreshed in place and holds another version now.
   *
   * @param version that is given up
   * @param isUsed whether the bundle holds another version that is current
   * @return uninstalls the bundle, to be run once; empty if the bundle stays
   */
  public Optional<Runnable> leave(InstalledVersion version, boolean isUsed) {
    Bundle bundle = version.bundle();
    if (isUsed || !(version.isInItsBundle() || isRefreshed(bundle, version))) {
      return Optional.empty();
    }
    leaving.add(bundle);
    return Optional.of(() -> uninstall(bundle));
  }

  /** A refresh does not make anything else of a bundle; an update does. */
  private static boolean isRefreshed(Bundle bundle, InstalledVersion version) {
    return bundle.getState() != Bundle.UNINSTALLED
        && bundle.getVersion().equals(version.revision().getVersion());
  }

  private void uninstall(Bundle bundle) {
    try {
      Bundles.uninstallSurely(bundle);
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.ERROR, "a purged version stays installed", e);
    } finally {
      leaving.remove(bundle);
    }
  }

  /**
   * Returns whether a bundle's version was purged and its own end is near; a refresh may still
   * start it.
   *
   * @param bundle any bundle
   * @return false when it is uninstalled
   */
  public boolean isLeaving(Bundle bundle) {
    return leaving.contains(bundle);
  }
}
