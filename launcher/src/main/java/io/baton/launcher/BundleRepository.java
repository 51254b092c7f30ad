package io.baton.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.feature.ID;

/**
 * Finds the jars of bundles, by artifact and version.
 *
 * @param folders searched in this order
 */
record BundleRepository(List<Path> folders) {

  /** The jar of {@code id}. */
  Path find(ID id) throws LaunchException {
    String classifier = id.getClassifier().map(name -> "-" + name).orElse("");
    String file = id.getArtifactId() + "-" + id.getVersion() + classifier + ".jar";
    for (Path folder : folders) {
      Path jar = folder.resolve(file);
      if (Files.isRegularFile(jar)) {
        return jar;
      }
    }
    throw new LaunchException("bundle " + id + " is missing: no " + file + " in " + folders);
  }
}
