package io.baton.spi.framework;

import io.baton.spi.Log;
import io.baton.spi.MarkedLocation;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/**
 * Says which bundles of Baton are there twice. All are singletons, so that only one of two versions
 * resolves; what the framework says of that does not name them.
 */
final class SecondBatons implements BundleListener {
  private static final Log LOG = Log.of("io.baton.spi");

  /** Symbolic names. */
  private static final Set<String> OWN =
      Set.of(
          "baton.api",
          "baton.spi",
          "baton.adopt",
          "baton.application",
          "baton.weaving",
          "baton.handover",
          "baton.process",
          "baton.otp",
          "baton.audit",
          "baton.code",
          "baton.leaks",
          "baton.compiler",
          "baton.drop",
          "baton.watch",
          "baton.shell");

  private final BundleContext context;

  SecondBatons(BundleContext context) {
    this.context = context;
  }

  /** Looks at those that are there, and listens. */
  void open() {
    context.addBundleListener(this);
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getState() == Bundle.INSTALLED) {
        look(bundle);
      }
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.INSTALLED) {
      look(event.getBundle());
    }
  }

  private void look(Bundle bundle) {
    String name = Objects.requireNonNullElse(bundle.getSymbolicName(), "");
    if (OWN.contains(name)) {
      Arrays.stream(context.getBundles())
          .filter(other -> other != bundle && name.equals(other.getSymbolicName()))
          .filter(other -> other.getState() != Bundle.INSTALLED)
          .findFirst()
          .ifPresent(other -> warn(bundle, other));
    }
  }

  private static void warn(Bundle second, Bundle first) {
    LOG.log(
        Level.WARNING,
        "%s is installed, and %s is there already: a framework has one Baton, and of two versions of a bundle one resolves; uninstall one of them, or update that one"
            .formatted(text(second), text(first)));
  }

  private static String text(Bundle bundle) {
    return "%s %s (bundle %d, %s)"
        .formatted(
            bundle.getSymbolicName(),
            bundle.getVersion(),
            bundle.getBundleId(),
            MarkedLocation.origin(bundle.getLocation()));
  }
}
