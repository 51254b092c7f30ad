package io.baton.embedded;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * Starts Baton's bundles, then lets those start that a storage holds, then those of Baton that look
 * for modules. Not persistently: the next start decides itself what it starts, and in which order.
 */
final class BundleStarts {
  static final int MODULE_LEVEL = Installer.OWN_LEVEL + 1;

  private final Framework framework;
  private final Configurations configurations;

  BundleStarts(Framework framework, Configurations configurations) {
    this.framework = framework;
    this.configurations = configurations;
  }

  /** Starts all. */
  void start(Iterable<Bundle> own) {
    for (Bundle bundle : own) {
      if (!BatonBundles.isLate(bundle.getSymbolicName())) {
        start(bundle);
        configurations.handOver(framework.getBundleContext());
      }
    }
    configurations.requireDone();
    startKept();
    for (Bundle bundle : own) {
      if (BatonBundles.isLate(bundle.getSymbolicName())) {
        start(bundle);
      }
    }
  }

  private static void start(Bundle bundle) {
    try {
      bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException e) {
      throw new BatonStartException(
          "bundle %s %s does not start: %s"
              .formatted(bundle.getSymbolicName(), bundle.getVersion(), e.getMessage()),
          e);
    }
  }

  private void startKept() {
    CountDownLatch reached = new CountDownLatch(1);
    framework
        .adapt(FrameworkStartLevel.class)
        .setStartLevel(MODULE_LEVEL, _ -> reached.countDown());
    try {
      reached.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BatonStartException("interrupted while modules start", e);
    }
  }
}
