package io.baton.code;

import io.baton.code.loading.Bundles;
import io.baton.code.purging.Purger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * What versions have in the framework: a bundle, and once they are current a service that outranks
 * those of all versions before, so that plain OSGi clients with a greedy reference are rebound.
 */
final class Footprints {
  /** Property of the outranking service, in the place of {@code baton.module}. */
  static final String CURRENT = "baton.current";

  private static final System.Logger LOG = System.getLogger("io.baton.code");

  /** How long an uninstall is waited for; it takes milliseconds, unless the framework is busy. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  /** Bundles that are about to be uninstalled; written by lanes, read by the whiteboard. */
  private final Set<Bundle> leaving = ConcurrentHashMap.newKeySet();

  private final AtomicInteger rank = new AtomicInteger();

  private final ApiViews apis;

  /** By identity: comparing versions would call the modules' own code. Guarded by itself. */
  private final IdentityHashMap<Version, ServiceRegistration<?>> services = new IdentityHashMap<>();

  /**
   * Nothing yet.
   *
   * @param apis offers current to clients of other versions of its api
   */
  Footprints(ApiViews apis) {
    this.apis = apis;
  }

  /** Registers the service object of a version once more, above all before it. */
  void current(Version version) {
    BundleContext context = version.bundle().getBundleContext();
    if (context == null) {
      return;
    }
    var properties = FrameworkUtil.asDictionary(properties(version, rank.incrementAndGet()));
    ServiceRegistration<?> service =
        context.registerService(
            version.interfaces().toArray(String[]::new), version.callable().instance(), properties);
    synchronized (services) {
      services.put(version, service);
    }
    apis.offer(version, properties);
  }

  /** Looks again which versions of its api there are besides the one that a version has. */
  void apisChanged(Version current) {
    ServiceRegistration<?> service;
    synchronized (services) {
      service = services.get(current);
    }
    if (service != null) {
      try {
        apis.offer(current, service.getReference().getProperties());
      } catch (IllegalStateException _) {
        // its bundle was stopped meanwhile: what becomes of the module is another job's affair
      }
    }
  }

  /** Whether a bundle that has come or gone may hold an api of a version that is current. */
  boolean concerns(BundleEvent event, Version current) {
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
  boolean offersViews(String module) {
    return apis.offersAny(module);
  }

  /** Gives up the services of a version that was current, and nothing is now. */
  void deleted(Version version) {
    withdraw(version);
    apis.withdraw(version.id().module());
  }

  /** Gives up what is not a version's own. */
  void close() {
    apis.close();
  }

  private static Map<String, Object> properties(Version version, int ranking) {
    ServiceReference<?> own = version.service();
    var properties = new HashMap<String, Object>();
    Arrays.stream(own.getPropertyKeys())
        .filter(key -> !key.startsWith("component.") && !key.startsWith("osgi.command."))
        .filter(key -> !key.startsWith("baton."))
        .forEach(key -> properties.put(key, own.getProperty(key)));
    properties.put(CURRENT, version.id().module());
    properties.put(Constants.SERVICE_RANKING, ranking);
    return properties;
  }

  /** Gives up the service of a version, not its bundle. */
  void withdraw(Version version) {
    ServiceRegistration<?> service;
    synchronized (services) {
      service = services.remove(version);
    }
    if (service != null) {
      try {
        service.unregister();
      } catch (IllegalStateException _) {
        // its bundle was stopped, which unregistered it
      }
    }
  }

  /**
   * Gives up everything. The bundle stays if it was updated or refreshed in place and holds another
   * version now.
   *
   * <p>A framework that is busy with a refresh holds the locks of many bundles, and may be waiting
   * for us: then the bundle is uninstalled when that is over.
   */
  void remove(Version version) {
    withdraw(version);
    Bundle bundle = version.bundle();
    if (holds(bundle, version)) {
      leaving.add(bundle);
      Thread uninstalling =
          Thread.ofPlatform()
              .daemon()
              .name("code-server uninstall " + version)
              .start(() -> Purger.farewell(version, () -> uninstall(bundle)));
      await(uninstalling);
    }
  }

  private static boolean holds(Bundle bundle, Version version) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return version.revision() == bundle.adapt(BundleRevision.class)
        && (wiring == null || wiring.getClassLoader() == version.loader());
  }

  private void uninstall(Bundle bundle) {
    try {
      Bundles.uninstall(bundle);
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.ERROR, "a purged version stays installed", e);
    } finally {
      leaving.remove(bundle);
    }
  }

  private static void await(Thread uninstalling) {
    try {
      boolean _ = uninstalling.join(BUSY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether a bundle's version was purged and its own end is near; a refresh may still start it.
   */
  boolean isLeaving(Bundle bundle) {
    return leaving.contains(bundle);
  }
}
