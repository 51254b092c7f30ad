package io.baton.launcher;

import io.baton.fixtures.BundleJar;
import java.nio.file.Path;

/** Bundles without content, for what their manifests say. */
final class TestBundle {
  private TestBundle() {}

  /** Writes a bundle {@code name}, which a feature calls {@code g:name:1}, with one more header. */
  static void write(Path folder, String name, String header, String value) {
    Path _ =
        new BundleJar()
            .header("Bundle-ManifestVersion", "2")
            .header("Bundle-SymbolicName", name)
            .header(header, value)
            .write(folder.resolve(name + "-1.jar"));
  }
}
