package io.baton.application;

import io.baton.api.supervisor.Restart;
import io.baton.application.control.ApplicationSpec;
import io.baton.spi.NumberProperty;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Constants;

/** Reads the configuration of an application. */
final class ApplicationSettings {
  /** The factory PID. */
  static final String PID = "io.baton.application";

  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Map<String, Object> properties;
  private final String name;

  private ApplicationSettings(Map<String, Object> properties) {
    this.properties = properties;
    name = name();
  }

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException if a property is wrong; the message names it
   */
  static ApplicationSpec of(Map<String, Object> properties) {
    return new ApplicationSettings(properties).spec();
  }

  private ApplicationSpec spec() {
    String module = text("module").isEmpty() ? name : text("module");
    Set<String> modules = new LinkedHashSet<>(texts("modules"));
    modules.add(module);
    return new ApplicationSpec(
        name,
        module,
        List.copyOf(modules),
        texts("applications"),
        texts("arguments"),
        isBoot(),
        type(),
        new ApplicationSpec.Bounds(
            millis("start.timeout.ms", START), millis("stop.timeout.ms", STOP)));
  }

  private String name() {
    String given = text("name");
    if (!given.isEmpty()) {
      return given;
    }
    String pid = String.valueOf(properties.get(Constants.SERVICE_PID));
    int end = pid.indexOf('~');
    if (end < 0 || end + 1 == pid.length()) {
      throw new IllegalArgumentException(
          "%s: name must be given, or the PID be %s~NAME; there is none in %s"
              .formatted(PID, PID, pid));
    }
    return pid.substring(end + 1);
  }

  private String text(String property) {
    Object value = properties.get(property);
    return value == null ? "" : value.toString().strip();
  }

  private List<String> texts(String property) {
    return switch (properties.get(property)) {
      case null -> List.of();
      case Object[] many -> clean(Arrays.stream(many));
      case Collection<?> many -> clean(many.stream());
      case Object one -> clean(Stream.of(one));
    };
  }

  private static List<String> clean(Stream<?> values) {
    return values
        .map(value -> String.valueOf(value).strip())
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private boolean isBoot() {
    String value = text("boot").toLowerCase(Locale.ROOT);
    return switch (value) {
      case "", "false" -> false;
      case "true" -> true;
      default -> throw wrong("boot", "true or false", value);
    };
  }

  private Restart type() {
    String value = text("type").toLowerCase(Locale.ROOT);
    return switch (value) {
      case "", "temporary" -> Restart.TEMPORARY;
      case "transient" -> Restart.TRANSIENT;
      case "permanent" -> Restart.PERMANENT;
      default -> throw wrong("type", "temporary, transient or permanent", value);
    };
  }

  private Duration millis(String property, Duration otherwise) {
    return NumberProperty.millis(property, 1).millisOf(where(), properties, otherwise);
  }

  private IllegalArgumentException wrong(String property, String expected, String found) {
    return new IllegalArgumentException(
        "%s: %s must be %s, was %s".formatted(where(), property, expected, found));
  }

  private String where() {
    return PID + "~" + name;
  }
}
