package io.baton.races.schedules;

import io.baton.races.schedules.module.Numbered;
import io.baton.races.schedules.module.NumberedActivator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The bundles of two modules: some versions that work, and one whose activator throws. */
final class ModuleFiles {
  /** Numbers of versions; the last does not start. */
  static final int VERSIONS = 4;

  static final List<String> MODULES = List.of("a", "b");

  private final Path folder;

  ModuleFiles(Path folder) throws IOException {
    this.folder = folder;
    for (String module : MODULES) {
      for (int number = 1; number <= VERSIONS; number++) {
        Files.write(file(module, number), bytes(module, number));
      }
    }
  }

  Path file(String module, int number) {
    return folder.resolve("%s-%d.0.0.jar".formatted(module, number));
  }

  static byte[] bytes(String module, int number) throws IOException {
    var manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.putValue("Manifest-Version", "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", module);
    headers.putValue("Bundle-Version", number + ".0.0");
    headers.putValue("Bundle-Activator", NumberedActivator.class.getName());
    headers.putValue("Import-Package", "org.osgi.framework");
    headers.putValue("Provide-Capability", "baton.module;baton.module=" + module);
    if (number == VERSIONS) {
      headers.putValue("Fails", "true");
    }
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes, manifest)) {
      for (Class<?> type : List.of(Numbered.class, NumberedActivator.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          if (in == null) {
            throw new IOException(name + " is missing");
          }
          in.transferTo(jar);
        }
      }
    }
    return bytes.toByteArray();
  }
}
