package io.baton.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.feature.ID;

/**
 * Contents of a feature file, with its variables resolved.
 *
 * @param bundles to be installed, and started by start level and then in this order
 * @param configurations for ConfigurationAdmin
 * @param frameworkProperties for the framework
 */
record LaunchPlan(
    List<Bundle> bundles,
    List<Configuration> configurations,
    Map<String, String> frameworkProperties) {

  /**
   * A bundle of a feature.
   *
   * @param id its Maven coordinates
   * @param startLevel its start level, at least 1
   * @param contextLoaderOf the symbolic name of the bundle whose loader is the thread's context
   *     class loader while this one starts; empty for none
   */
  record Bundle(ID id, int startLevel, String contextLoaderOf) {}

  /**
   * A configuration of a feature.
   *
   * @param factoryPid the factory's PID; empty if this is no factory configuration
   * @param name the PID; for a factory configuration, its name
   * @param properties by name
   */
  record Configuration(String factoryPid, String name, Map<String, Object> properties) {}

  /**
   * This plan with {@code other} on top: bundles named by both are installed once, its properties
   * win.
   */
  LaunchPlan and(LaunchPlan other) {
    Map<String, Bundle> byId = new LinkedHashMap<>();
    bundles.forEach(bundle -> byId.put(bundle.id().toString(), bundle));
    other.bundles.forEach(bundle -> byId.putIfAbsent(bundle.id().toString(), bundle));
    List<Configuration> both = new ArrayList<>(configurations);
    both.addAll(other.configurations);
    Map<String, String> properties = new LinkedHashMap<>(frameworkProperties);
    properties.putAll(other.frameworkProperties);
    return new LaunchPlan(List.copyOf(byId.values()), List.copyOf(both), properties);
  }

  /**
   * This plan with {@code values} put before what the property {@code name} of the configuration
   * {@code pid} has.
   */
  LaunchPlan withFirst(String pid, String name, List<String> values) {
    if (values.isEmpty()) {
      return this;
    }
    return changed(
        pid,
        properties -> {
          List<String> all = new ArrayList<>(values);
          if (properties.get(name) instanceof String[] present) {
            all.addAll(List.of(present));
          }
          properties.put(name, all.toArray(String[]::new));
        });
  }

  /** This plan with another value for a property of a configuration; the same without a value. */
  LaunchPlan with(String pid, String name, Optional<String> value) {
    return value.isEmpty() ? this : changed(pid, properties -> properties.put(name, value.get()));
  }

  /** This plan with one configuration changed, that may have been in several features. */
  private LaunchPlan changed(String pid, Consumer<Map<String, Object>> change) {
    List<Configuration> changed = new ArrayList<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Configuration configuration : configurations) {
      if (configuration.factoryPid().isEmpty() && configuration.name().equals(pid)) {
        properties.putAll(configuration.properties());
      } else {
        changed.add(configuration);
      }
    }
    change.accept(properties);
    changed.add(new Configuration("", pid, properties));
    return new LaunchPlan(bundles, List.copyOf(changed), frameworkProperties);
  }
}
