package io.baton.code;

import io.baton.code.loading.Bundles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What versions have in the framework: a bundle, and once they are current a service that outranks
 * those of all versions before, so that plain OSGi clients with a greedy reference are rebound.
 */
final class Footprints {
  /** Property of the outranking service, in the place of {@code baton.module}. */
  static final String CURRENT = "baton.current";

  private final AtomicInteger rank = new AtomicInteger();

  /** By identity: comparing versions would call the modules' own code. Guarded by itself. */
  private final IdentityHashMap<Version, ServiceRegistration<?>> services = new IdentityHashMap<>();

  /** Registers the service object of a version once more, above all before it. */
  void current(Version version) {
    BundleContext context = version.bundle().getBundleContext();
    if (context == null) {
      return;
    }
    ServiceRegistration<?> service =
        context.registerService(
            version.interfaces().toArray(String[]::new),
            version.callable().instance(),
            FrameworkUtil.asDictionary(properties(version, rank.incrementAndGet())));
    synchronized (services) {
      services.put(version, service);
    }
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
   * Gives up everything. The bundle stays if it was updated in place and holds another version now.
   */
  void remove(Version version) {
    withdraw(version);
    if (version.revision() == version.bundle().adapt(BundleRevision.class)) {
      Bundles.uninstall(version.bundle());
    }
  }
}
