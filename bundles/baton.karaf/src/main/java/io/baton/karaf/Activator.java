package io.baton.karaf;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.weaving.WeavingHook;

/** Registers the weaver. Has to be started before the bundles of Karaf: at start level 1. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Activator implements BundleActivator {
  /** Created by the framework. */
  public Activator() {}

  @Override
  public void start(BundleContext context) throws IOException {
    try (InputStream own = Activator.class.getResourceAsStream("Activator.class")) {
      if (own != null) {
        SubjectCalls.replaced(own.readAllBytes()); // loads what weaving needs
      }
    }
    context.registerService(WeavingHook.class, new KarafWeaver(), null);
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }
}
