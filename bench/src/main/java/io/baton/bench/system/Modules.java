package io.baton.bench.system;

import io.baton.bench.module.CounterModule;
import io.baton.bench.module.PartsModule;
import io.baton.bench.module.SwitcherModule;
import io.baton.bench.module.TargetModule;
import io.baton.bench.module.TreeModule;
import io.baton.bench.module.UnitModule;
import io.baton.bench.plain.FrequencyActivator;
import io.baton.fixtures.BundleJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the bundles that the systems load, and the one that measures inside a framework. */
final class Modules {
  private static final String MODULES = "io/baton/bench/module";
  private static final String DRIVER = "io/baton/bench/driver";
  private static final String PLAIN = "io/baton/bench/plain";
  private static final String FRAMEWORK = "org.osgi.framework";
  private static final String BATON =
      "io.baton.api.code,io.baton.api.compiler,io.baton.api.process,io.baton.api.server,io.baton.api.supervisor,"
          + FRAMEWORK;

  /** As many as an application may have; erlang/units.erl has as many. */
  private static final int UNITS = 50;

  /** More than any row asks for. */
  private static final int DEPENDENTS = 100;

  /** More than a run loads one after the other. */
  private static final int VERSIONS = 230;

  private final Path folder;

  Modules(Path folder) {
    this.folder = folder;
  }

  /** Writes all; returns the folder. */
  Path write() throws IOException {
    Files.createDirectories(folder);
    for (int version = 1; version <= 2; version++) {
      module("target", version, TargetModule.class);
      module("switcher", version, SwitcherModule.class);
      parts(
          "exporter",
          version,
          PartsClasses.of(version),
          Map.of("Export-Package", PartsModule.class.getPackageName()));
      frequency(version);
      for (int unit = 0; unit < UNITS; unit++) {
        module("unit%02d".formatted(unit), version, UnitModule.class);
      }
    }
    for (int version = 1; version <= VERSIONS; version++) {
      parts("parts", version, PartsClasses.of(version), Map.of());
      parts("patched", version, PartsClasses.of(version, 1), Map.of());
    }
    new LibraryJars(folder.resolveSibling("libraries")).write(folder);
    module("counter", 1, CounterModule.class);
    module("tree", 1, TreeModule.class);
    for (int i = 0; i < DEPENDENTS; i++) {
      dependent(i);
    }
    driver();
    return folder;
  }

  /** A module is the interface, the activator, and what is nested in them. */
  private void module(String name, int version, Class<?> activator) throws IOException {
    String view = activator.getSimpleName().replace("Module", "");
    Map<String, byte[]> classes =
        new LinkedHashMap<>(
            Jars.classes(List.of(MODULES), file -> file.matches(view + "(Module)?[.$].*")));
    if (activator == TreeModule.class) {
      classes.putAll(Jars.classes(List.of(MODULES), file -> file.startsWith("Counter")));
    }
    write(name, version, classes, headers(activator, BATON, name));
  }

  private void parts(String name, int version, Map<String, byte[]> parts, Map<String, String> more)
      throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>(parts);
    classes.putAll(Jars.classes(List.of(MODULES), file -> file.matches("Parts(Module)?\\.class")));
    Map<String, String> headers = new HashMap<>(headers(PartsModule.class, FRAMEWORK, "parts"));
    headers.putAll(more);
    write(name, version, classes, headers);
  }

  /** A bundle that uses a package of the exporter, as others may. */
  private void dependent(int number) throws IOException {
    write(
        "dependent" + number,
        1,
        Map.of(),
        Map.of("Import-Package", PartsModule.class.getPackageName()));
  }

  /** The same server as a plain service of OSGi. */
  private void frequency(int version) throws IOException {
    Class<?> activator = FrequencyActivator.class;
    Map<String, byte[]> classes =
        Jars.classes(List.of(PLAIN), file -> file.startsWith(activator.getSimpleName()));
    write(
        "frequency",
        version,
        classes,
        Map.of(
            "Bundle-Activator",
            activator.getName(),
            "Import-Package",
            FRAMEWORK + ",io.baton.bench.driver"));
  }

  private static Map<String, String> headers(Class<?> activator, String imports, String module) {
    return Map.of(
        "Bundle-Activator",
        activator.getName(),
        "Import-Package",
        imports,
        "Provide-Capability",
        "baton.module;baton.module=" + module);
  }

  private void driver() throws IOException {
    List<String> packages = new ArrayList<>(List.of(DRIVER, MODULES));
    packages.addAll(List.of("io/baton/examples/frequency", "org/HdrHistogram"));
    write(
        "driver",
        1,
        Jars.classes(packages, _ -> true),
        Map.of(
            "Bundle-Activator",
            "io.baton.bench.driver.Driver",
            "Import-Package",
            BATON + ",jdk.management,com.sun.management"));
  }

  private void write(
      String name, int version, Map<String, byte[]> classes, Map<String, String> headers)
      throws IOException {
    Path _ =
        new BundleJar(name, version + ".0.0")
            .headers(headers)
            .entries(classes)
            .write(folder.resolve("%s-%d.jar".formatted(name, version)));
  }
}
