package io.baton.watch;

import io.baton.spi.NumberProperty;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of watching.
 *
 * @param paths what is watched, absolute
 * @param poll how often it is looked at
 */
record WatchSettings(List<Path> paths, Duration poll) {
  static final String PID = "io.baton.watch";
  private static final String PATHS = "paths";
  private static final NumberProperty POLL = NumberProperty.millis("poll.ms", 10);
  private static final Duration DEFAULT_POLL = Duration.ofMillis(250);

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException if a property is wrong; the message names it
   */
  static WatchSettings of(Map<String, Object> properties) {
    return new WatchSettings(
        paths(properties.get(PATHS)), POLL.millisOf(PID, properties, DEFAULT_POLL));
  }

  private static List<Path> paths(@Nullable Object value) {
    List<Path> paths = new ArrayList<>();
    for (Object one : all(value)) {
      paths.add(path(String.valueOf(one)));
    }
    return paths;
  }

  private static Collection<?> all(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Object[] many -> List.of(many);
      case Collection<?> many -> many;
      default -> List.of(value);
    };
  }

  private static Path path(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException _) {
      // refused as well
    }
    throw new IllegalArgumentException(
        "%s: %s must be absolute paths, found %s".formatted(PID, PATHS, text));
  }
}
