package io.baton.launcher;

import java.io.IOException;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Hands the configurations of a plan to ConfigurationAdmin, once, as soon as there is one. */
final class Configurator {
  private static final String ANY_BUNDLE = "?";

  private final BundleContext context;
  private List<LaunchPlan.Configuration> pending;

  Configurator(BundleContext context, List<LaunchPlan.Configuration> configurations) {
    this.context = context;
    this.pending = configurations;
  }

  /** Hands over what is pending, if ConfigurationAdmin is there by now. */
  void handOver() throws LaunchException {
    ServiceReference<ConfigurationAdmin> reference =
        context.getServiceReference(ConfigurationAdmin.class);
    if (reference == null || pending.isEmpty()) {
      return;
    }
    ConfigurationAdmin admin = context.getService(reference);
    for (LaunchPlan.Configuration configuration : pending) {
      try {
        target(admin, configuration)
            .updateIfDifferent(FrameworkUtil.asDictionary(configuration.properties()));
      } catch (IOException e) {
        throw new LaunchException("configuration " + configuration.name(), e);
      }
    }
    pending = List.of();
    context.ungetService(reference);
  }

  /** Fails if there are configurations that no component took. */
  void requireDone() throws LaunchException {
    if (!pending.isEmpty()) {
      throw new LaunchException(
          "the feature has configurations, but none of its bundles offers ConfigurationAdmin");
    }
  }

  private static Configuration target(
      ConfigurationAdmin admin, LaunchPlan.Configuration configuration) throws IOException {
    return configuration.factoryPid().isEmpty()
        ? admin.getConfiguration(configuration.name(), ANY_BUNDLE)
        : admin.getFactoryConfiguration(
            configuration.factoryPid(), configuration.name(), ANY_BUNDLE);
  }
}
