package io.baton.races.schedules;

import io.baton.fixtures.BundleJar;
import io.baton.races.schedules.module.Numbered;
import io.baton.races.schedules.module.NumberedActivator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

  static byte[] bytes(String module, int number) {
    BundleJar jar =
        new BundleJar(module, number + ".0.0")
            .header("Bundle-Activator", NumberedActivator.class.getName())
            .header("Import-Package", "org.osgi.framework")
            .header("Provide-Capability", "baton.module;baton.module=" + module)
            .classes(Numbered.class, NumberedActivator.class);
    if (number == VERSIONS) {
      jar.header("Fails", "true");
    }
    return jar.bytes();
  }
}
