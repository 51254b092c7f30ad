package io.baton.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a start. Immutable: each method returns other options.
 *
 * @param storage folder for bundles and records, which stays after {@link Baton#close}; empty for a
 *     temporary one, which is deleted then
 * @param frameworkProperties properties that the framework starts with, by name
 * @param sharedPackages packages of the application's class path that modules import: both sides
 *     have the same classes
 */
public record BatonOptions(
    Optional<Path> storage, Map<String, String> frameworkProperties, List<String> sharedPackages) {
  /** Copies both collections. */
  public BatonOptions {
    frameworkProperties = Map.copyOf(frameworkProperties);
    sharedPackages = List.copyOf(sharedPackages);
  }

  /**
   * Returns the options of a start without any: a temporary storage, nothing shared but Baton's
   * API.
   *
   * @return the defaults
   */
  public static BatonOptions defaults() {
    return new BatonOptions(Optional.empty(), Map.of(), List.of());
  }

  /**
   * Returns these options with a storage that stays. What was loaded from it is loaded again at the
   * next start.
   *
   * @param folder is made if need be; one Baton at a time
   * @return the other options
   */
  public BatonOptions keepingIn(Path folder) {
    return new BatonOptions(Optional.of(folder), frameworkProperties, sharedPackages);
  }

  /**
   * Returns these options with a property of the framework.
   *
   * @param name of the property, such as {@code felix.log.level}
   * @param value takes the place of an earlier one
   * @return the other options
   */
  public BatonOptions withProperty(String name, String value) {
    Map<String, String> properties = new LinkedHashMap<>(frameworkProperties);
    properties.put(name, value);
    return new BatonOptions(storage, properties, sharedPackages);
  }

  /**
   * Returns these options with more packages that the application shares with modules. A module
   * imports such a package, and gets the classes of the application.
   *
   * @param packages names, such as {@code com.acme.billing}, or with a version, {@code
   *     com.acme.billing;version=1.2}
   * @return the other options
   */
  public BatonOptions sharing(String... packages) {
    List<String> all = new ArrayList<>(sharedPackages);
    all.addAll(List.of(packages));
    return new BatonOptions(storage, frameworkProperties, all);
  }
}
