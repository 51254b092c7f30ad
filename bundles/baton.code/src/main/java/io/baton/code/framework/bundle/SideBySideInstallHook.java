package io.baton.code.framework.bundle;

import java.io.InputStream;
import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.bundle.CollisionHook;

/**
 * Lets the code server, and no other program, install a bundle beside one of the same symbolic name
 * and version: the same code may be loaded again, as in Erlang. The framework asks such hooks
 * unless it was configured otherwise (OSGi Core, 55.5, {@code org.osgi.framework.bsnversion}).
 */
public final class SideBySideInstallHook implements CollisionHook {
  /** Bound while this thread installs a version. */
  private static final ScopedValue<Boolean> OURS = ScopedValue.newInstance();

  /**
   * Installs a version, also beside another one of the same name and version.
   *
   * @param context the code server's
   * @param location of the new bundle
   * @param content its bytes
   * @return the new bundle
   * @throws BundleException if the framework refuses it
   */
  public static Bundle install(BundleContext context, String location, InputStream content)
      throws BundleException {
    return ScopedValue.where(OURS, true).call(() -> context.installBundle(location, content));
  }

  @Override
  public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
    if (operation == INSTALLING && OURS.isBound()) {
      candidates.clear();
    }
  }
}
