package io.baton.code;

import io.baton.code.loading.CodePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the configuration of the code server says.
 *
 * @param path the code path
 * @param patience how long a purge waits while none of the killed processes comes back
 * @param loadBound how long the activator and the constructor of a version may take
 * @param gapBound how long calls wait while a module's component or bundle is away
 * @param showBound how long a load waits until all have been told of the services that it changes
 * @param dumpLimit up to how many bytes in use the heap is dumped without being asked
 */
record Settings(
    CodePath path,
    Duration patience,
    Duration loadBound,
    Duration gapBound,
    Duration showBound,
    long dumpLimit) {
  static Settings of(CodeConfig config) {
    return new Settings(
        new CodePath(Arrays.stream(config.path()).map(Path::of).toList()),
        Duration.ofMillis(config.purge_timeout_ms()),
        Duration.ofMillis(config.load_timeout_ms()),
        Duration.ofMillis(config.gap_timeout_ms()),
        Duration.ofMillis(config.show_timeout_ms()),
        config.leak_dump_limit_mb() << 20);
  }

  /** How long a caller waits, when its load is done, until listeners and the log know of it. */
  Duration settleBound() {
    Duration most = CodeServer.FRAMEWORK_PATIENCE;
    return showBound.compareTo(most) < 0 ? showBound : most;
  }

  /** A component's configuration is seen at its service. */
  static Map<String, Object> visible(Map<String, Object> properties) {
    Map<String, Object> visible = new TreeMap<>(properties);
    visible.keySet().removeIf(key -> key.startsWith(".") || key.startsWith("osgi.ds."));
    return visible;
  }
}
