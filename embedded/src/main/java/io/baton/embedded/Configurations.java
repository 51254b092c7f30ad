package io.baton.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Configurations of Baton's bundles that follow from the options of a start. */
final class Configurations {
  private static final String CODE = "io.baton.code";

  /** Those that a start decides; a storage may have kept others. */
  private static final List<String> DECIDED = List.of(CODE, "io.baton.drop", "io.baton.watch");

  private final Map<String, Map<String, Object>> wanted = new LinkedHashMap<>();
  private boolean isDone;

  /**
   * Nothing is handed over yet.
   *
   * @throws BatonStartException if a folder is missing
   */
  Configurations(ModuleSources sources) {
    if (!sources.codePath().isEmpty()) {
      wanted.put(CODE, Map.of("path", folders("searching", sources.codePath())));
    }
    sources
        .dropFolder()
        .map(folder -> folders("dropFolder", List.of(folder))[0])
        .ifPresent(folder -> wanted.put("io.baton.drop", Map.of("folder", folder)));
    if (!sources.watched().isEmpty()) {
      wanted.put("io.baton.watch", Map.of("paths", watched(sources.watched())));
    }
  }

  private static String[] folders(String option, List<Path> paths) {
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        throw new BatonStartException(
            "BatonOptions.%s: %s is %s; name a folder that exists"
                .formatted(
                    option, path.toAbsolutePath(), Files.exists(path) ? "no folder" : "not there"));
      }
    }
    return absolute(paths);
  }

  private static String[] watched(List<Path> paths) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new BatonStartException(
            "BatonOptions.watching: %s is not there; name a source or a folder that exists"
                .formatted(path.toAbsolutePath()));
      }
    }
    return absolute(paths);
  }

  private static String[] absolute(List<Path> paths) {
    return paths.stream()
        .map(path -> path.toAbsolutePath().normalize().toString())
        .toArray(String[]::new);
  }

  /** Hands over what is wanted, and takes back the rest, as soon as there is ConfigurationAdmin. */
  void handOver(BundleContext context) {
    Optional<ServiceReference<?>> found =
        isDone ? Optional.empty() : ConfigurationTarget.admin(context);
    if (found.isEmpty()) {
      return;
    }
    ServiceReference<?> reference = found.get();
    isDone = true;
    for (String pid : DECIDED) {
      ConfigurationTarget target = ConfigurationTarget.of(context, reference, pid);
      Map<String, Object> properties = wanted.get(pid);
      if (properties != null) {
        target.put(properties);
      } else if (!pid.equals(CODE)) { // which has others than the path
        target.delete();
      }
    }
  }

  /**
   * Fails if something is wanted that could not be handed over.
   *
   * @throws BatonStartException then
   */
  void requireDone() {
    if (!isDone && !wanted.isEmpty()) {
      throw new BatonStartException("no bundle offers ConfigurationAdmin, for " + wanted.keySet());
    }
  }
}
