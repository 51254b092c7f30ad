package io.baton.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Hands the configurations of a plan to ConfigurationAdmin, once, as soon as there is one. In a
 * kept storage, one that is the same as at the last start is not handed over again: what was
 * changed while Baton ran stays.
 */
final class Configurator {
  private static final String ANY_BUNDLE = "?";

  private final BundleContext context;
  private final RecordFile handedOver;
  private final PrintStream err;
  private List<LaunchPlan.Configuration> pending;

  /**
   * Nothing is handed over yet.
   *
   * @param context of the framework
   * @param configurations of the plan
   * @param handedOver fingerprints of what was handed over last, by name
   * @param err gets what is worth to know
   */
  Configurator(
      BundleContext context,
      List<LaunchPlan.Configuration> configurations,
      RecordFile handedOver,
      PrintStream err) {
    this.context = context;
    this.handedOver = handedOver;
    this.err = err;
    pending = configurations;
  }

  /** Hands over what is pending, if ConfigurationAdmin is there by now. */
  void handOver() throws LaunchException {
    ServiceReference<ConfigurationAdmin> reference =
        context.getServiceReference(ConfigurationAdmin.class);
    if (reference == null || pending.isEmpty()) {
      return;
    }
    ConfigurationAdmin admin = context.getService(reference);
    try {
      handOver(admin);
    } catch (IOException e) {
      throw new LaunchException("configurations cannot be kept in the storage", e);
    }
    pending = List.of();
    context.ungetService(reference);
  }

  private void handOver(ConfigurationAdmin admin) throws LaunchException, IOException {
    Map<String, String> before = handedOver.read();
    Map<String, String> now = new TreeMap<>();
    for (LaunchPlan.Configuration configuration : pending) {
      String name = name(configuration);
      now.put(name, Fingerprint.of(configuration.properties()));
      try {
        handOver(configuration, target(admin, configuration), before.get(name));
      } catch (IOException e) {
        throw new LaunchException("configuration " + configuration.name(), e);
      }
    }
    handedOver.write(now);
  }

  private void handOver(
      LaunchPlan.Configuration wanted, Configuration target, @Nullable String before)
      throws IOException {
    Map<String, Object> kept = Fingerprint.properties(target.getProperties());
    if (before != null && kept != null) {
      if (before.equals(Fingerprint.of(wanted.properties()))) {
        return;
      }
      if (!before.equals(Fingerprint.of(kept))) {
        err.println(
            "baton: configuration %s: what the feature or the command line says has changed, and takes the place of what was configured while Baton ran"
                .formatted(wanted.name()));
      }
    }
    target.updateIfDifferent(FrameworkUtil.asDictionary(wanted.properties()));
  }

  private static String name(LaunchPlan.Configuration configuration) {
    return configuration.factoryPid().isEmpty()
        ? configuration.name()
        : configuration.factoryPid() + "~" + configuration.name();
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
