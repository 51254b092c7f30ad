package io.baton.launcher;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The unpacked distribution.
 *
 * @param folder its root, absolute
 */
record Home(Path folder) {
  private static final String PROPERTY = "baton.home";
  private static final String STORAGE = "baton.storage";
  private static final String RUN = "baton.run";

  /** The distribution that the start script named. */
  static Home ofThisProcess() throws LaunchException {
    String folder = System.getProperty(PROPERTY);
    if (folder == null) {
      throw new LaunchException("the system property " + PROPERTY + " is not set; use bin/baton");
    }
    return new Home(Path.of(folder).toAbsolutePath().normalize());
  }

  /**
   * The storage that the start script named, which is {@code data} of the distribution if nobody
   * says otherwise.
   *
   * @return empty if a run is to keep nothing
   */
  static Optional<Path> storage() {
    String storage = System.getProperty(STORAGE, "");
    return storage.isEmpty() ? Optional.empty() : Optional.of(Path.of(storage));
  }

  /**
   * The run folder that the start script named, which is {@code run} of the distribution if nobody
   * says otherwise.
   */
  Path run() {
    return Path.of(System.getProperty(RUN, folder.resolve("run").toString()));
  }

  /** Returns the start script. */
  Path script() {
    return folder.resolve("bin/baton");
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
