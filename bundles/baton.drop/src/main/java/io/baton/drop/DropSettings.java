package io.baton.drop;

import io.baton.spi.NumberProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the folder.
 *
 * @param folder canonical, as File Install names its files
 * @param poll how often it is looked at
 */
record DropSettings(Path folder, Duration poll) {
  private static final String PID = "io.baton.drop";
  private static final String FOLDER = "folder";
  private static final NumberProperty POLL = NumberProperty.millis("poll.ms", 10);
  private static final Duration DEFAULT_POLL = Duration.ofSeconds(1);

  /** Polls after which a file that is missing is gone: the next one is seen at the second. */
  private static final int MISSED = 3;

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException if a property is wrong; the message names it
   */
  static DropSettings of(Map<String, Object> properties) {
    return new DropSettings(
        folder(properties.get(FOLDER)), POLL.millisOf(PID, properties, DEFAULT_POLL));
  }

  private static Path folder(@Nullable Object value) {
    try {
      Path folder = Path.of(value == null ? "" : value.toString());
      boolean isOther = Files.exists(folder) && !Files.isDirectory(folder);
      if (folder.isAbsolute() && !isOther) {
        return folder.toFile().getCanonicalFile().toPath();
      }
    } catch (InvalidPathException | IOException _) {
      // refused as well
    }
    throw new IllegalArgumentException(
        "%s: %s must be the absolute path of a folder%s"
            .formatted(PID, FOLDER, value == null ? "; there is none" : ", was " + value));
  }

  /** How long a file may be gone before its module is deleted. */
  Duration grace() {
    return poll.multipliedBy(MISSED);
  }
}
