package io.baton.launcher;

import java.nio.file.Path;

/**
 * The unpacked distribution.
 *
 * @param folder its root, absolute
 */
record Home(Path folder) {
  private static final String PROPERTY = "baton.home";

  /** The distribution that the start script named. */
  static Home ofThisProcess() throws LaunchException {
    String folder = System.getProperty(PROPERTY);
    if (folder == null) {
      throw new LaunchException("the system property " + PROPERTY + " is not set; use bin/baton");
    }
    return new Home(Path.of(folder).toAbsolutePath().normalize());
  }

  /** The feature file called {@code name}. */
  Path feature(String name) {
    return folder.resolve("features").resolve(name + ".json");
  }

  /** Returns where the bundles of the features are. */
  Path bundles() {
    return folder.resolve("bundles");
  }
}
