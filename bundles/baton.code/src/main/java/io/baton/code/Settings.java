package io.baton.code;

import io.baton.api.code.CodeMode;
import io.baton.code.artifact.Directories;
import io.baton.code.framework.Callbacks;
import io.baton.spi.Log;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the code server.
 *
 * @param path the code path
 * @param mode whether calls load modules
 * @param patience how long a purge waits while the thread of no killed process comes back
 * @param loadBound how long each piece of code of a version may take that a load runs
 * @param leaveBound how long a version may take to take leave, and to begin
 * @param gapBound how long calls wait while a module's component or bundle is away
 * @param showBound how long a load waits until all listeners know of the services that it changes
 * @param dumpLimit up to how many bytes in use the heap is dumped without being asked
 */
record Settings(
    Directories path,
    CodeMode mode,
    Duration patience,
    Duration loadBound,
    Duration leaveBound,
    Duration gapBound,
    Duration showBound,
    long dumpLimit) {
  private static final Log LOG = Log.of("io.baton.code");
  private static final String PID = "io.baton.code";
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  /** What is in force where nothing else is configured. */
  static final Settings DEFAULTS =
      new Settings(
          new Directories(List.of()),
          CodeMode.INTERACTIVE,
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(4),
          Duration.ofSeconds(5),
          256L << 20);

  /**
   * Reads a configuration. A property that is wrong is refused: what was in force before stays.
   *
   * @param properties of the component
   * @param before what was in force
   * @param refused gets what is wrong, by PID and property
   */
  static Settings of(Map<String, Object> properties, Settings before, Consumer<String> refused) {
    var reader = new Reader(properties, refused, new TreeSet<>());
    var settings =
        new Settings(
            reader.path(before.path),
            reader.mode(before.mode),
            reader.millis("purge.timeout.ms", 1, DEFAULTS.patience, before.patience),
            reader.millis("load.timeout.ms", 1, DEFAULTS.loadBound, before.loadBound),
            reader.millis("leave.timeout.ms", 1, DEFAULTS.leaveBound, before.leaveBound),
            reader.millis("gap.timeout.ms", 0, DEFAULTS.gapBound, before.gapBound),
            reader.millis("show.timeout.ms", 0, DEFAULTS.showBound, before.showBound),
            reader.number(
                    new Limits("leak.dump.limit.mb", 0, 1L << 20),
                    DEFAULTS.dumpLimit >> 20,
                    before.dumpLimit >> 20)
                << 20);
    reader.unknown();
    return settings;
  }

  /** The same, with what is refused in the log. */
  static Settings of(Map<String, Object> properties, Settings before) {
    return of(properties, before, why -> LOG.log(System.Logger.Level.ERROR, why));
  }

  private record Limits(String name, long least, long most) {}

  /**
   * Reads property by property.
   *
   * @param known names that were asked for
   */
  private record Reader(
      Map<String, Object> properties, Consumer<String> refused, Set<String> known) {
    private @Nullable Object value(String name) {
      known.add(name);
      return properties.get(name);
    }

    /** Refuses names that are not read; those for other uses have a prefix. */
    void unknown() {
      for (String name : properties.keySet()) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isOurs =
            lower.endsWith(".ms")
                || lower.endsWith(".mb")
                || lower.equals("path")
                || lower.equals("mode");
        if (isOurs && !known.contains(name)) {
          refused.accept("%s: there is no property %s; there are: %s".formatted(PID, name, known));
        }
      }
    }

    Duration millis(String name, long least, Duration otherwise, Duration before) {
      return Duration.ofMillis(
          number(new Limits(name, least, DAY_MS), otherwise.toMillis(), before.toMillis()));
    }

    long number(Limits limits, long otherwise, long before) {
      Object value = value(limits.name);
      if (value == null) {
        return otherwise;
      }
      boolean isWhole =
          value instanceof Long
              || value instanceof Integer
              || value instanceof Short
              || value instanceof Byte
              || (value instanceof String text && WHOLE.matcher(text.strip()).matches());
      if (isWhole) {
        long number = Long.parseLong(value.toString().strip());
        if (number >= limits.least && number <= limits.most) {
          return number;
        }
      }
      refused.accept(
          "%s: %s must be a whole number from %d to %d, found %s; it stays %d"
              .formatted(PID, limits.name, limits.least, limits.most, found(value), before));
      return before;
    }

    Directories path(Directories before) {
      Object value = value("path");
      try {
        return switch (value) {
          case null -> DEFAULTS.path;
          case String one -> new Directories(List.of(Path.of(one)));
          case String[] several -> new Directories(Arrays.stream(several).map(Path::of).toList());
          case Collection<?> several ->
              new Directories(several.stream().map(one -> Path.of((String) one)).toList());
          default -> throw new IllegalArgumentException("not a list of texts");
        };
      } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
        refused.accept(
            "%s: path must be directories, found %s (%s); it stays %s"
                .formatted(PID, found(value), e.getMessage(), before));
        return before;
      }
    }

    CodeMode mode(CodeMode before) {
      Object value = value("mode");
      return switch (value) {
        case null -> DEFAULTS.mode;
        case String text when text.equals("interactive") -> CodeMode.INTERACTIVE;
        case String text when text.equals("embedded") -> CodeMode.EMBEDDED;
        default -> {
          refused.accept(
              "%s: mode must be interactive or embedded, found %s; it stays %s"
                  .formatted(PID, found(value), before.name().toLowerCase(Locale.ROOT)));
          yield before;
        }
      };
    }

    private static String found(@Nullable Object value) {
      String text = value instanceof Object[] several ? Arrays.toString(several) : value + "";
      String type = value == null ? "nothing" : value.getClass().getSimpleName();
      return "%s, a %s".formatted(text.replaceAll("\\p{Cntrl}", "?"), type);
    }
  }

  /**
   * Returns how long a caller waits, when its load is done, until listeners and the log know of it.
   */
  Duration settleBound() {
    Duration most = Callbacks.PATIENCE;
    return showBound.compareTo(most) < 0 ? showBound : most;
  }

  /** A component's configuration is seen at its service. */
  static Map<String, Object> visible(Map<String, Object> properties) {
    Map<String, Object> visible = new TreeMap<>(properties);
    visible.keySet().removeIf(key -> key.startsWith(".") || key.startsWith("osgi.ds."));
    return visible;
  }
}
