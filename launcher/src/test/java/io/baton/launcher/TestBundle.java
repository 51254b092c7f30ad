package io.baton.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Bundles without content, for what their manifests say. */
final class TestBundle {
  private TestBundle() {}

  /** Writes a bundle {@code name}, which a feature calls {@code g:name:1}, with one more header. */
  static void write(Path folder, String name, String header, String value) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", name);
    headers.putValue(header, value);
    Path jar = folder.resolve(name + "-1.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
  }
}
