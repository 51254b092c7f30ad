package io.baton.code.framework.service;

import io.baton.code.calling.Views;
import io.baton.code.framework.component.InstalledVersion;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** The services of current versions, as all other bundles see them. See decision 0027. */
public final class ServiceRegistrations {
  private final ShownServices services;
  private final ApiViews apis;

  /**
   * No registrations yet.
   *
   * @param context the code server's
   * @param views what clients of other versions of an api get
   * @param versions the wiring of every version there is
   */
  public ServiceRegistrations(
      BundleContext context, Views views, Supplier<List<BundleWiring>> versions) {
    services = new ShownServices(context);
    apis = new ApiViews(context, views, versions);
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

  /** Finds out again which versions of its api there are besides the one that a version has. */
  public void apisChanged(InstalledVersion current) {
    try {
      apis.offer(current, properties(current)).run();
    } catch (IllegalStateException _) {
      // its bundle was stopped meanwhile: what becomes of the module is another job's affair
    }
  }

  /**
   * Returns whether a bundle that has come or gone may hold an api of a version that is current.
   */
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

  /** Returns whether a module is offered to clients that have its api from elsewhere. */
  public boolean offersViews(String module) {
    return apis.offersAny(module);
  }

  /** Gives up the services of a version that was current, and nothing is now. */
  public void deleted(InstalledVersion version) {
    withdraw(version);
    apis.withdraw(version.id().module());
  }

  /**
   * Returns whether services are being switched: components that refer to them are made again
   * meanwhile.
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

  /**
   * Gives up the services of a version, not its bundle.
   *
   * @param version that is given up
   */
  public void withdraw(InstalledVersion version) {
    services.withdraw(version.id().module(), version.revision());
  }
}
