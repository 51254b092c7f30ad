package io.baton.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Description of what is to be started, and from where.
 *
 * @param home the distribution
 * @param options the user's wishes
 */
record Setup(Home home, Options options) {
  private static final String FEATURE = "baton";
  private static final String CODE_SERVER = "io.baton.code";
  private static final String MODULE_PATH = "path";
  private static final String MODE = "mode";
  private static final String DROP = "io.baton.drop";
  private static final String FOLDER = "folder";
  private static final String WATCH = "io.baton.watch";
  private static final String PATHS = "paths";

  /**
   * The features that the user named, or else Baton's own, together with the feature {@code shell}.
   */
  LaunchPlan plan(String shell) throws LaunchException {
    List<Path> files =
        options.features().isEmpty() ? List.of(home.feature(FEATURE)) : options.features();
    LaunchPlan plan = new LaunchPlan(List.of(), List.of(), Map.of());
    for (Path file : files) {
      plan = plan.and(FeatureFile.read(file, variables()));
    }
    return plan.and(FeatureFile.read(home.feature(shell), variables()))
        .withFirst(CODE_SERVER, MODULE_PATH, modulePath())
        .with(CODE_SERVER, MODE, options.mode())
        .with(DROP, FOLDER, load())
        .withFirst(WATCH, PATHS, watched());
  }

  /** The distribution's bundles, and those beside the feature files that the user named. */
  BundleRepository repository() {
    List<Path> folders = new ArrayList<>(List.of(home.bundles()));
    options.features().forEach(file -> folders.add(file.toAbsolutePath().getParent()));
    return new BundleRepository(folders);
  }

  /** The storage that the user named, or that of the distribution, or a temporary one. */
  Storage storage() throws LaunchException {
    if (!options.storage().isEmpty()) {
      return kept(options.storage().getFirst());
    }
    Optional<Path> kept = options.keepsNothing() ? Optional.empty() : Home.storage();
    if (kept.isPresent()) {
      return kept(kept.get());
    }
    try {
      return Storage.temporary(Path.of(System.getProperty("java.io.tmpdir")));
    } catch (IOException e) {
      throw new LaunchException("no storage can be made", e);
    }
  }

  private static Storage kept(Path folder) throws LaunchException {
    try {
      return Storage.kept(folder);
    } catch (IOException e) {
      throw new LaunchException(
          "storage %s cannot be used: %s; let this user write there, or name another with --storage DIR, or keep nothing with --no-storage"
              .formatted(folder, Failures.describe(e)));
    }
  }

  /** The run folder that the user named, or that of the distribution. */
  RunFolder run() {
    return new RunFolder(options.run().orElseGet(home::run).toAbsolutePath().normalize());
  }

  private Map<String, String> variables() {
    return Map.of(
        "baton.home", home.folder().toString(),
        "baton.work", Path.of("").toAbsolutePath().toString(),
        "baton.run", run().folder().toString(),
        "user.home", userHome());
  }

  /** The user's home as other programs see it; Java's own property does not heed HOME. */
  private static String userHome() {
    return System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
  }

  private List<String> modulePath() throws UsageException {
    List<String> folders = new ArrayList<>();
    for (Path folder : options.modulePath()) {
      folders.add(folder("--path", folder));
    }
    return folders;
  }

  private List<String> watched() throws UsageException {
    List<String> paths = new ArrayList<>();
    for (Path path : options.watched()) {
      if (!Files.exists(path)) {
        throw new UsageException(
            "--watch %s is not there; name a folder or a source".formatted(path));
      }
      paths.add(path.toAbsolutePath().normalize().toString());
    }
    return paths;
  }

  private Optional<String> load() throws UsageException {
    return options.load().isEmpty()
        ? Optional.empty()
        : Optional.of(folder("--load", options.load().get()));
  }

  private static String folder(String option, Path folder) throws UsageException {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("%s %s is not a folder".formatted(option, folder));
    }
    return folder.toAbsolutePath().normalize().toString();
  }
}
