package io.baton.bench.system;

import io.baton.bench.driver.Counter;
import io.baton.bench.driver.CounterModule;
import io.baton.bench.driver.Driver;
import io.baton.bench.driver.ProcessDriver;
import io.baton.bench.driver.StateModule;
import io.baton.bench.driver.SwitchDriver;
import io.baton.bench.driver.Target;
import io.baton.bench.driver.TargetModule;
import io.baton.bench.driver.TreeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The bundle that measures inside a framework, with the two versions of its module inside. */
final class DriverBundle {
  private static final String IMPORTS =
      "io.baton.api.code,io.baton.api.process,io.baton.api.server,io.baton.api.supervisor"
          + ",jdk.management,org.osgi.framework";

  private DriverBundle() {}

  static Path write(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (Class<?> type :
        List.of(
            Driver.class, ProcessDriver.class, SwitchDriver.class, Target.class, Counter.class)) {
      put(entries, type);
    }
    for (int version = 1; version <= 2; version++) {
      entries.put(
          "target-%d.jar".formatted(version), module("target", version, TargetModule.class));
      entries.put("state-%d.jar".formatted(version), module("state", version, StateModule.class));
    }
    return Files.write(file, jar(entries, manifest("baton.bench.driver", 1, Driver.class)));
  }

  /** Writes the modules that are on the code path while processes are measured. */
  static void writeModules(Path folder) throws IOException {
    Files.write(folder.resolve("counter.jar"), module("counter", 1, CounterModule.class));
    Files.write(folder.resolve("tree.jar"), module("tree", 1, TreeModule.class));
  }

  private static byte[] module(String name, int version, Class<?> activator) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (Class<?> type :
        List.of(
            Target.class,
            Counter.class,
            CounterModule.Next.class,
            StateModule.State.class,
            activator)) {
      put(entries, type);
    }
    Manifest manifest = manifest(name, version, activator);
    manifest
        .getMainAttributes()
        .putValue("Provide-Capability", "baton.module;baton.module=" + name);
    return jar(entries, manifest);
  }

  private static Manifest manifest(String name, int version, Class<?> activator) {
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version + ".0.0");
    main.putValue("Bundle-Activator", activator.getName());
    main.putValue("Import-Package", IMPORTS);
    return manifest;
  }

  private static byte[] jar(Map<String, byte[]> entries, Manifest manifest) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void put(Map<String, byte[]> entries, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      entries.put(name, in.readAllBytes());
    }
  }
}
