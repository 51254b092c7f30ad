package io.baton.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** A framework with Baton's bundles in it. */
final class Node {
  private static final int MODULE_LEVEL = Installer.OWN_LEVEL + 1;

  /** How long a stop may take: bundles of modules stop as well. */
  private static final long STOP_MS = 30_000;

  private Node() {}

  /** Starts a framework; stops it if that fails. */
  static Framework start(BatonOptions options, Storage storage) {
    BatonBundles bundles = BatonBundles.seenBy(Node.class.getClassLoader());
    List<BatonBundles.Found> installed = bundles.installed();
    Framework framework = made(properties(options, storage, bundles));
    try {
      framework.adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(MODULE_LEVEL);
      Iterable<Bundle> own = new Installer(framework.getBundleContext()).install(installed);
      framework.start();
      start(framework, own);
      return framework;
    } catch (BundleException e) {
      stop(framework);
      throw new BatonStartException("the framework does not start: " + e, e);
    } catch (RuntimeException e) {
      stop(framework);
      throw e;
    }
  }

  private static Framework made(Map<String, Object> properties) {
    Locale format = Locale.getDefault(Locale.Category.FORMAT);
    // Felix makes the version of its execution environment in the default locale: with other
    // digits than these it would not understand it
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    try {
      Framework framework = new FrameworkFactory().newFramework(properties);
      framework.init();
      return framework;
    } catch (BundleException e) {
      throw new BatonStartException("the framework does not start: " + e, e);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, format);
    }
  }

  private static Map<String, Object> properties(
      BatonOptions options, Storage storage, BatonBundles bundles) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("ds.loglevel", "1");
    // otherwise its threads outlive the framework by a minute
    properties.put("felix.resolver.parallelism", "1");
    properties.put("baton.data", storage.data().toString());
    properties.put("felix.cm.dir", storage.data().resolve("configurations").toString());
    properties.put(FelixConstants.LOG_LOGGER_PROP, new FrameworkLog());
    // otherwise a bundle sees classes of the application that it has not imported
    properties.put("felix.bootdelegation.implicit", "false");
    properties.putAll(options.frameworkProperties());
    properties.put(Constants.FRAMEWORK_STORAGE, storage.framework().toString());
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "" + Installer.OWN_LEVEL);
    properties.merge(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        shared(options, bundles),
        (given, shared) -> given + "," + shared);
    return properties;
  }

  /** Returns what the framework exports from the class path: Baton's API, and what is shared. */
  private static String shared(BatonOptions options, BatonBundles bundles) {
    List<String> packages = new ArrayList<>(options.sharedPackages());
    packages.add(bundles.api());
    return String.join(",", packages);
  }

  /**
   * Starts Baton's bundles, and then lets those start that a storage holds. Not persistently: the
   * next start decides itself what it starts, and in which order.
   */
  private static void start(Framework framework, Iterable<Bundle> own) {
    for (Bundle bundle : own) {
      try {
        bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
      } catch (BundleException e) {
        throw new BatonStartException(
            "bundle %s %s does not start: %s"
                .formatted(bundle.getSymbolicName(), bundle.getVersion(), e.getMessage()),
            e);
      }
    }
    CountDownLatch reached = new CountDownLatch(1);
    framework
        .adapt(FrameworkStartLevel.class)
        .setStartLevel(MODULE_LEVEL, event -> reached.countDown());
    try {
      reached.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BatonStartException("interrupted while modules start", e);
    }
  }

  /**
   * Stops the framework and waits for its end.
   *
   * @return whether it has ended
   */
  static boolean stop(Framework framework) {
    boolean isInterrupted = false;
    try {
      framework.stop();
      while (true) {
        try {
          return framework.waitForStop(STOP_MS).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (InterruptedException _) {
          isInterrupted = true;
        }
      }
    } catch (BundleException e) {
      throw new IllegalStateException("the framework does not stop", e);
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
