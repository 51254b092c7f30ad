package io.baton.code.artifact;

import io.baton.fixtures.BundleJar;
import java.nio.file.Path;
import java.util.Map;

/** Writes jars that hold nothing but a manifest. */
public final class Jar {
  private Jar() {}

  public static Path of(Path file, Map<String, String> headers) {
    return new BundleJar().headers(headers).write(file);
  }

  /** A bundle that is a version of a module. */
  public static Path ofModule(Path file, String module, String version) {
    return of(
        file,
        Map.of(
            "Bundle-SymbolicName", "test." + module,
            "Bundle-Version", version,
            "Provide-Capability", "baton.module;baton.module=" + module));
  }
}
