package io.baton.code.restart;

import io.baton.code.framework.bundle.Bundles;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.spi.Log;
import io.baton.spi.RecordFile;
import io.baton.spi.ThrownText;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * Makes current again what was current when the framework ended, however it ended. What the code
 * server had installed, and was old, prepared or checked at that moment, is given up: nothing runs
 * in it any more. What others have installed is left to them.
 */
public final class Restart implements FrameworkListener, BundleListener {
  private static final Log LOG = Log.of("io.baton.code");

  private final BundleContext context;
  private final CurrentRecord record;

  /** Modules whose version is expected, with its location. Written by any thread. */
  private final ConcurrentMap<String, String> expected = new ConcurrentHashMap<>();

  /**
   * Bundles that have started, so that their components have been made if they can be. Written and
   * read by the thread that tells listeners, which comes after the start.
   */
  private final Set<Bundle> started = ConcurrentHashMap.newKeySet();

  /** Whether all that is expected has been noted. Written once, read by that thread. */
  private volatile boolean begun;

  Restart(BundleContext context, CurrentRecord record) {
    this.context = context;
    this.record = record;
  }

  /** Of the record that the last run has left. */
  public static Restart of(BundleContext context) {
    return new Restart(context, CurrentRecord.read(record(context, "current")));
  }

  /** In the folder for records, or else in the data area of the code server's bundle. */
  static RecordFile record(BundleContext context, String name) {
    return RecordFile.of(name, context::getProperty, context::getDataFile);
  }

  /**
   * Called before modules are looked for. A bundle that is active is in use: the code server has
   * come back to a framework that was running.
   */
  public void begin() {
    Map<String, String> current = record.all();
    for (Bundle bundle : context.getBundles()) {
      boolean isInUse =
          bundle.getState() != Bundle.INSTALLED && bundle.getState() != Bundle.RESOLVED;
      if (Bundles.isOurs(bundle) && !isInUse && !current.containsValue(bundle.getLocation())) {
        giveUp(bundle);
      }
    }
    context.addBundleListener(this);
    context.addFrameworkListener(this);
    current.forEach(this::expect);
    begun = true;
  }

  /** Called when the code server stops. */
  public void end() {
    context.removeFrameworkListener(this);
    context.removeBundleListener(this);
  }

  private static void giveUp(Bundle bundle) {
    LOG.log(Level.INFO, bundle + " was not current when the system ended; it is uninstalled");
    try {
      Bundles.uninstall(bundle);
    } catch (IllegalStateException e) {
      LOG.log(Level.ERROR, bundle + " stays installed", e);
    }
  }

  private void expect(String module, String location) {
    Bundle bundle = context.getBundle(location);
    if (bundle == null) {
      LOG.log(
          Level.ERROR,
          "%s was current when the system ended, and its bundle is not in the storage any more (%s): it was damaged or removed; calls of %s get undef until it is loaded"
              .formatted(module, location, module));
      return;
    }
    if (Bundles.isMeantToRun(bundle) && bundle.getState() != Bundle.ACTIVE) {
      expected.put(module, location);
    }
  }

  /**
   * Returns why another bundle of a module must not become current now: the one that was is about
   * to start.
   */
  public Optional<String> before(String module, Bundle started) {
    String location = expected.get(module);
    return location == null || location.equals(started.getLocation())
        ? Optional.empty()
        : Optional.of(location);
  }

  /**
   * Lets the framework start bundles at its next start as well. That changes nothing yet: only what
   * is {@link #record recorded} is current then. Called in the lanes of their modules.
   *
   * @return why they must not become current
   */
  public Optional<String> keep(List<InstalledVersion> ready) {
    for (InstalledVersion version : ready) {
      if (Bundles.isOurs(version.bundle()) && !isKept(version.bundle())) {
        try {
          version.bundle().start(); // it runs; what is new is that the framework will start it
        } catch (BundleException | IllegalStateException e) {
          return Optional.of("its bundle does not stay started: " + ThrownText.describe(e));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Notes that versions are about to become current: from here on they are current after a restart,
   * all of them or none. Called in the lanes of their modules, when their bundles are {@link #keep
   * kept}; it asks nothing of the framework.
   *
   * @return why they must not become current; empty if it is on disk
   */
  public Optional<String> record(List<InstalledVersion> ready) {
    Optional<String> failure = record.put(ready.stream().map(InstalledVersion::id).toList());
    if (failure.isEmpty()) {
      ready.forEach(version -> expected.remove(version.id().module()));
    }
    return failure;
  }

  /**
   * Returns whether the framework starts a bundle. It may be doing so now, and must not be asked
   * again.
   */
  private static boolean isKept(Bundle bundle) {
    BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
    return level != null && level.isPersistentlyStarted();
  }

  /** Notes that a module has no current version any more. Called in its lane. */
  public void deleted(String module) {
    record.remove(module);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STARTED && (!begun || !expected.isEmpty())) {
      started.add(event.getBundle());
    }
  }

  @Override
  public void frameworkEvent(FrameworkEvent event) {
    switch (event.getType()) {
      case FrameworkEvent.ERROR -> failed(event.getBundle());
      case FrameworkEvent.STARTLEVEL_CHANGED, FrameworkEvent.STARTED -> reached();
      default -> {
        // nothing was started
      }
    }
  }

  /** An error is told of a bundle that does not start, and of one with a listener that throws. */
  private void failed(Bundle bundle) {
    expected.forEach((module, location) -> {
      if (location.equals(bundle.getLocation()) && isDown(bundle)) {
        giveUpWaiting(module, location, bundle);
      }
    });
  }

  private static boolean isDown(Bundle bundle) {
    return bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
  }

  /**
   * A start level was reached. By the time at which this is told, the framework may be about to
   * start bundles of a later one, so of the level that it is at now nothing is known but what has
   * been told before.
   */
  private void reached() {
    int now =
        context
            .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
            .adapt(FrameworkStartLevel.class)
            .getStartLevel();
    expected.forEach((module, location) -> {
      Bundle bundle = context.getBundle(location);
      if (bundle == null
          || started.contains(bundle)
          || bundle.adapt(BundleStartLevel.class).getStartLevel() < now) {
        giveUpWaiting(module, location, bundle);
      }
    });
  }

  private void giveUpWaiting(String module, String location, @Nullable Bundle bundle) {
    if (expected.remove(module, location) && bundle != null) {
      started.remove(bundle);
      LOG.log(
          Level.ERROR,
          "%s was current when the system ended, and is not now: %s"
              .formatted(
                  module,
                  bundle.getState() == Bundle.ACTIVE
                      ? "its component is not there yet"
                      : Bundles.whyNotActive(bundle)));
    }
  }
}
