package io.baton.code.framework.service;

import io.baton.spi.Log;
import io.baton.spi.Rounds;
import io.baton.code.calling.Views;
import io.baton.code.framework.bundle.Bundles;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.purging.Farewell;
import io.baton.code.purging.Purger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/**
 * What versions have in the framework: a bundle, and while they are current, services that all
 * other bundles see. See decision 0027.
 */
public final class ServiceRegistrations {
  private static final Log LOG = Log.of("io.baton.code");

  /** How long an uninstall is waited for; it takes milliseconds, unless the framework is busy. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  /** Bundles that are about to be uninstalled; written by lanes, read by the whiteboard. */
  private final Set<Bundle> leaving = ConcurrentHashMap.newKeySet();

  private final ShownServices services;
  private final ApiViews apis;
  private final Purger purger;

  private ServiceRegistrations(ShownServices services, ApiViews apis, Purger purger) {
    this.services = services;
    this.apis = apis;
    this.purger = purger;
  }

  /**
   * None yet.
   *
   * @param context the code server's
   * @param views what clients of other versions of an api get
   * @param wirings knows which versions of an api there are
   * @param purger ends what does not stop
   */
  public static ServiceRegistrations of(
      BundleContext context, Views views, Wirings wirings, Purger purger) {
    return new ServiceRegistrations(
        new ShownServices(context), new ApiViews(context, views, wirings::all), purger);
  }

  /**
   * Shows the services of versions that have just become current, and no others any more.
   *
   * @return the change of each module, in the order of the versions; each is to be made once
   */
  public Map<String, Runnable> current(List<InstalledVersion> versions) {
    Map<String, Runnable> changes = new LinkedHashMap<>();
    versions.forEach(version -> changes.put(version.id().module(), () -> current(version)));
    return services.switching(changes);
  }

  private void current(InstalledVersion version) {
    if (version.bundle().getBundleContext() != null) {
      Runnable rest = apis.offer(version, properties(version));
      services.show(version.id().module(), version.revision());
      rest.run();
    }
  }

  /** Looks again which versions of its api there are besides the one that a version has. */
  public void apisChanged(InstalledVersion current) {
    try {
      apis.offer(current, properties(current)).run();
    } catch (IllegalStateException _) {
      // its bundle was stopped meanwhile: what becomes of the module is another job's affair
    }
  }

  /** Whether a bundle that has come or gone may hold an api of a version that is current. */
  public boolean concerns(BundleEvent event, InstalledVersion current) {
    return switch (event.getType()) {
      case BundleEvent.RESOLVED ->
          ApiViews.isApiOf(event.getBundle(), current)
              || ApiViews.isWiredToApiOf(event.getBundle(), current);
      case BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED ->
          apis.offers(current.id().module(), event.getBundle());
      default -> false;
    };
  }

  /** Whether a module is offered to clients that have its api from elsewhere. */
  public boolean offersViews(String module) {
    return apis.offersAny(module);
  }

  /** Gives up the services of a version that was current, and nothing is now. */
  public void deleted(InstalledVersion version) {
    withdraw(version);
    apis.withdraw(version.id().module());
  }

  /**
   * Whether services are being switched: components that refer to them are made again meanwhile.
   */
  public boolean isSwitching() {
    return services.isSwitching();
  }

  /** Hides from now on what is not of a current version. */
  public void open() {
    services.open();
  }

  /** Gives up what is not a version's own. */
  public void close() {
    apis.close();
    services.close();
  }

  private static Dictionary<String, ?> properties(InstalledVersion version) {
    ServiceReference<?> own = version.service();
    var properties = new HashMap<String, Object>();
    Arrays.stream(own.getPropertyKeys())
        .filter(key -> !key.startsWith("component.") && !key.startsWith("osgi.command."))
        .filter(key -> !key.startsWith("baton."))
        .forEach(key -> properties.put(key, own.getProperty(key)));
    properties.put(ServiceVisibility.CURRENT, version.id().module());
    return FrameworkUtil.asDictionary(properties);
  }

  /** Gives up the services of a version, not its bundle. */
  private void withdraw(InstalledVersion version) {
    services.withdraw(version.id().module(), version.revision());
  }

  /**
   * Gives up everything. The bundle stays if it was updated or refreshed in place and holds another
   * version now.
   *
   * <p>A framework that is busy with a refresh holds the locks of many bundles, and may be waiting
   * for us: then the bundle is uninstalled when that is over.
   *
   * @param isUsed whether the bundle holds another version that is current
   */
  public void remove(InstalledVersion version, boolean isUsed) {
    withdraw(version);
    Bundle bundle = version.bundle();
    if (!isUsed && (version.isInItsBundle() || isRefreshed(bundle, version))) {
      leaving.add(bundle);
      var farewell = new Farewell(version.id().number(), Instant.now(), () -> uninstall(bundle));
      leave(version, farewell);
    }
  }

  /** Nobody would do it later: if no thread is to be had for it, it is done on this one. */
  private void leave(InstalledVersion version, Farewell farewell) {
    Thread uninstalling;
    try {
      uninstalling =
          Thread.ofPlatform().daemon().name("code-server uninstall " + version).start(farewell);
    } catch (OutOfMemoryError _) {
      farewell.run();
      return;
    }
    if (!hasEnded(uninstalling)) {
      List<Runnable> steps = List.of(() -> purger.await(farewell, version.loaded(), uninstalling));
      Runnable awaiting = () -> Rounds.untilDone(steps); // takes no memory to begin
      try {
        ModuleQueues.later("farewell of " + version, awaiting);
      } catch (OutOfMemoryError _) {
        awaiting.run();
      }
    }
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

  private static boolean hasEnded(Thread uninstalling) {
    try {
      return uninstalling.join(BUSY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Whether a bundle's version was purged and its own end is near; a refresh may still start it.
   */
  public boolean isLeaving(Bundle bundle) {
    return leaving.contains(bundle);
  }
}
