package io.baton.spi;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads configurations of components. */
public final class Configurations {
  private Configurations() {}

  /**
   * Reads a configuration. If it is wrong, the log says why, and what was in force before stays.
   *
   * @param <T> what it is read to
   * @param log of the component
   * @param properties of the configuration
   * @param reader throws {@link IllegalArgumentException} with a message that names the property
   * @return what was read; empty if it is wrong
   */
  public static <T> Optional<T> read(
      Log log, Map<String, Object> properties, Function<Map<String, Object>, T> reader) {
    try {
      return Optional.of(reader.apply(properties));
    } catch (IllegalArgumentException e) {
      log.log(Level.ERROR, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
