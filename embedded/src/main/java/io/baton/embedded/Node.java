package io.baton.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  /** How long a stop may take: bundles of modules stop as well. */
  private static final long STOP_MS = 30_000;

  private Node() {}

  /** Starts a framework with what is on a class path; stops it if that fails. */
  static Framework start(BatonOptions options, Storage storage, ClassPath classPath) {
    List<BatonBundles.Found> installed = BatonBundles.installed(options.modules());
    Configurations configurations = new Configurations(options.modules());
    List<String> shared = new SharedPackages(classPath).exports(options.sharedPackages());
    shared.add(BatonBundles.api());
    Framework framework = made(properties(options, storage, String.join(",", shared)));
    try {
      framework
          .adapt(FrameworkStartLevel.class)
          .setInitialBundleStartLevel(BundleStarts.MODULE_LEVEL);
      Iterable<Bundle> own = new Installer(framework.getBundleContext()).install(installed);
      framework.start();
      new BundleStarts(framework, configurations).start(own);
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
      BatonOptions options, Storage storage, String shared) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("ds.loglevel", "1");
    // otherwise its threads outlive the framework by a minute
    properties.put("felix.resolver.parallelism", "1");
    properties.put("baton.jvm.options.said", "true"); // by JvmOptions
    properties.put("baton.data", storage.data().toString());
    properties.put("felix.cm.dir", storage.data().resolve("configurations").toString());
    properties.put(FelixConstants.LOG_LOGGER_PROP, new FrameworkLog());
    // otherwise a bundle sees classes of the application that it has not imported
    properties.put("felix.bootdelegation.implicit", "false");
    // otherwise Felix takes the one place for handlers of URLs that the JVM has, which servers want
    properties.put("felix.service.urlhandlers", "false");
    // File Install watches what baton.drop tells it to, and nothing by itself
    properties.put("felix.fileinstall.dir", "/dev/null/none");
    properties.put("felix.fileinstall.noInitialDelay", "true");
    properties.put("felix.fileinstall.poll", "" + Long.MAX_VALUE);
    properties.put("felix.fileinstall.log.default", "jul");
    properties.putAll(options.frameworkProperties());
    properties.put(Constants.FRAMEWORK_STORAGE, storage.framework().toString());
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "" + Installer.OWN_LEVEL);
    properties.merge(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, shared, (given, more) -> given + "," + more);
    return properties;
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
