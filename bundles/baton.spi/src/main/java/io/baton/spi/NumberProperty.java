package io.baton.spi;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A whole number in a configuration. It may be configured as a number or as text.
 *
 * @param name of the property
 * @param least that it may be
 * @param most that it may be
 */
public record NumberProperty(String name, long least, long most) {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  /**
   * Returns a property that is a number of milliseconds, a day at most.
   *
   * @param name of the property, such as {@code poll.ms}
   * @param least that it may be
   * @return the property
   */
  public static NumberProperty millis(String name, long least) {
    return new NumberProperty(name, least, DAY_MS);
  }

  /**
   * Returns what a message says that the value must be.
   *
   * @return such as {@code a whole number from 1 to 10}
   */
  public String expected() {
    return "a whole number from %d to %d".formatted(least, most);
  }

  /**
   * Reads a value.
   *
   * @param value as it is configured
   * @return the number; empty if the value is none, or out of the limits
   */
  public OptionalLong read(Object value) {
    boolean isWhole =
        value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte
            || (value instanceof String text && WHOLE.matcher(text.strip()).matches());
    long number = isWhole ? Long.parseLong(value.toString().strip()) : 0;
    return isWhole && number >= least && number <= most
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /**
   * Reads milliseconds from a configuration.
   *
   * @param pid of the configuration, for the message
   * @param properties of the configuration
   * @param otherwise what it is if the property is absent
   * @return the time
   * @throws IllegalArgumentException if the value is wrong; the message names the property
   */
  public Duration millisOf(String pid, Map<String, Object> properties, Duration otherwise) {
    Object value = properties.get(name);
    if (value == null) {
      return otherwise;
    }
    return Duration.ofMillis(
        read(value)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "%s: %s must be %s, was %s".formatted(pid, name, expected(), value))));
  }
}
