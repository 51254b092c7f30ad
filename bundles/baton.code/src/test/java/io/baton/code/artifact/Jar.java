package io.baton.code.artifact;

import io.baton.testing.BundleJar;
import java.nio.file.Path;
import java.util.Map;

/** Writes jars that hold nothing but a manifest. */
public final class Jar {
  private Jar() {}

  public static Path of(Path file, Map<String, String> headers) {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
    try {
      Files.createDirectories(file.getParent());
      new JarOutputStream(Files.newOutputStream(file), manifest).close();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
