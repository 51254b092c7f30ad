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
 * @param modules where modules come from
 * @param stopsAtExit whether the end of the JVM closes it; false where something else does
 */
public record BatonOptions(
    Optional<Path> storage,
    Map<String, String> frameworkProperties,
    List<String> sharedPackages,
    ModuleSources modules,
    boolean stopsAtExit) {
  /** Copies both collections. */
  public BatonOptions {
    frameworkProperties = Map.copyOf(frameworkProperties);
    sharedPackages = List.copyOf(sharedPackages);
  }

  /**
   * Returns the options of a start without any: a temporary storage, nothing shared but Baton's
   * API, no modules.
   *
   * @return the defaults
   */
  public static BatonOptions defaults() {
    return new BatonOptions(Optional.empty(), Map.of(), List.of(), ModuleSources.NONE, true);
  }

  /**
   * Returns these options with a storage that stays. What was loaded from it is loaded again at the
   * next start.
   *
   * @param folder is made if need be; one Baton at a time
   * @return the other options
   */
  public BatonOptions keepingIn(Path folder) {
    return new BatonOptions(
        Optional.of(folder), frameworkProperties, sharedPackages, modules, stopsAtExit);
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
    return new BatonOptions(storage, properties, sharedPackages, modules, stopsAtExit);
  }

  /**
   * Returns these options with more packages that the application shares with modules. A module
   * imports such a package, and gets the classes of the application.
   *
   * @param packages names, such as {@code com.acme.billing}, or with a version, {@code
   *     com.acme.billing;version=1.2}. Without one, a package has the version in which the bundle
   *     on the class path exports it, or none
   * @return the other options
   */
  public BatonOptions sharing(String... packages) {
    List<String> all = new ArrayList<>(sharedPackages);
    all.addAll(List.of(packages));
    return new BatonOptions(storage, frameworkProperties, all, modules, stopsAtExit);
  }

  /**
   * Returns these options with more modules that the start loads from the class path, see {@link
   * Baton#loadFromClassPath}. A storage that stays may have such a module in the same version or a
   * newer one; then that stays.
   *
   * @param names {@code group:artifact} of a jar, or the name of a module
   * @return the other options
   */
  public BatonOptions loading(String... names) {
    return with(modules.withClassPath(List.of(names)));
  }

  /**
   * Returns these options with more bundles of modules that the start loads. A storage that stays
   * may have such a module in the same version or a newer one; then that stays.
   *
   * @param files the bundles
   * @return the other options
   */
  public BatonOptions loading(Path... files) {
    return with(modules.withFiles(List.of(files)));
  }

  /**
   * Returns these options with more folders in which modules are looked for by name, as by {@code
   * loader().load("pricing")}.
   *
   * @param folders in the order of the search
   * @return the other options
   */
  public BatonOptions searching(Path... folders) {
    return with(modules.withCodePath(List.of(folders)));
  }

  /**
   * Returns these options with a folder whose jars are loaded, at the start and whenever one comes
   * or changes; the module of one that is removed is deleted.
   *
   * @param folder takes the place of an earlier one
   * @return the other options
   */
  public BatonOptions dropFolder(Path folder) {
    return with(modules.withDropFolder(folder));
  }

  /**
   * Returns these options with more that is watched: a source or a folder of classes that is saved
   * is compiled, checked and loaded, see {@link io.baton.api.compiler.Watch}.
   *
   * @param paths Java files, folders of them, projects, folders of classes
   * @return the other options
   */
  public BatonOptions watching(Path... paths) {
    return with(modules.withWatched(List.of(paths)));
  }

  /**
   * Returns these options for an application that closes Baton itself when the JVM ends, in an
   * order of its own: there is no shutdown hook.
   *
   * @return the other options
   */
  public BatonOptions closedByApplication() {
    return new BatonOptions(storage, frameworkProperties, sharedPackages, modules, false);
  }

  private BatonOptions with(ModuleSources other) {
    return new BatonOptions(storage, frameworkProperties, sharedPackages, other, stopsAtExit);
  }
}
