package io.baton.launcher;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Starts the bundles of a plan, level by level. Each is started by hand when its level is reached:
 * so a failure comes back here as an exception, where the framework itself would only send an
 * event.
 */
final class Starter {
  /**
   * The level of bundles that are installed later; whatever the feature needs under them is below.
   */
  static final int LATER_BUNDLES = 50;

  private final Framework framework;
  private final Configurator configurator;

  /**
   * What is being done; read by the thread that waits for it, to say what it was if it takes too
   * long.
   */
  private volatile String doing = "starting the framework";

  Starter(Framework framework, Configurator configurator) {
    this.framework = framework;
    this.configurator = configurator;
  }

  String doing() {
    return doing;
  }

  /** Starts {@code bundles} in the order of their levels, and then of the plan. */
  void start(List<Installer.Installed> bundles) throws LaunchException, InterruptedException {
    framework
        .adapt(FrameworkWiring.class)
        .resolveBundles(bundles.stream().map(Installer.Installed::bundle).toList());
    TreeMap<Integer, List<Installer.Installed>> levels =
        bundles.stream()
            .collect(
                Collectors.groupingBy(
                    installed -> installed.planned().startLevel(),
                    TreeMap::new,
                    Collectors.toList()));
    levels.putIfAbsent(LATER_BUNDLES, List.of());
    for (var level : levels.entrySet()) {
      reach(level.getKey());
      for (Installer.Installed installed : level.getValue()) {
        start(installed.planned(), installed.bundle());
      }
      configurator.handOver();
    }
    configurator.requireDone();
  }

  private void reach(int level) throws InterruptedException {
    doing = "reaching start level " + level;
    CountDownLatch reached = new CountDownLatch(1);
    framework.adapt(FrameworkStartLevel.class).setStartLevel(level, event -> reached.countDown());
    reached.await();
  }

  private void start(LaunchPlan.Bundle planned, Bundle bundle) throws LaunchException {
    if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
      return;
    }
    doing = "starting bundle " + planned.id();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      if (!planned.contextLoaderOf().isEmpty()) {
        thread.setContextClassLoader(loaderOf(planned.contextLoaderOf()));
      }
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException e) {
      throw new LaunchException("bundle " + planned.id() + " does not start", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private ClassLoader loaderOf(String symbolicName) throws LaunchException {
    for (Bundle bundle : framework.getBundleContext().getBundles()) {
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      if (wiring != null && symbolicName.equals(bundle.getSymbolicName())) {
        return wiring.getClassLoader();
      }
    }
    throw new LaunchException("no resolved bundle is called " + symbolicName);
  }
}
