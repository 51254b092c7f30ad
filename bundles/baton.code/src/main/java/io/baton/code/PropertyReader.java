package io.baton.code;

import io.baton.code.artifact.Directories;
import io.baton.code.artifact.TrustedKeys;
import io.baton.code.version.Names;
import io.baton.spi.NumberProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a configuration property by property. A value that is wrong is refused by the name of its
 * property, and what was in force before stays. Used by one thread.
 */
final class PropertyReader {
  private static final String PID = "io.baton.code";

  private static final Kind<Directories> DIRECTORIES =
      new Kind<>(
          "directories",
          value -> new Directories(texts(value).stream().map(Path::of).toList()),
          value ->
              value.directories().stream().map(Path::toString).collect(Collectors.joining(", ")));

  private static final Kind<Names> NAMES =
      new Kind<>(
          "names, or parts of names and *", value -> new Names(texts(value)), Names::toString);

  private final Map<String, Object> properties;
  private final Consumer<String> refused;

  /** What is in force, as text, of each name that was asked for. */
  private final SortedMap<String, String> inForce = new TreeMap<>();

  /**
   * Reads nothing yet.
   *
   * @param properties of the component
   * @param refused gets what is wrong, by PID and property
   */
  PropertyReader(Map<String, Object> properties, Consumer<String> refused) {
    this.properties = properties;
    this.refused = refused;
  }

  /**
   * Kind of a value.
   *
   * @param expected what a message says that it must be
   * @param parse throws an exception for anything else
   * @param text shows a value
   */
  private record Kind<T>(String expected, Function<Object, T> parse, Function<T, String> text) {}

  /** Returns what is in force of all properties that were read. */
  SortedMap<String, String> inForce() {
    return inForce;
  }

  /** Refuses names that are not read, but look as if they were meant to be. */
  void unknown() {
    Set<String> first =
        inForce.keySet().stream().map(PropertyReader::firstPart).collect(Collectors.toSet());
    for (String name : new TreeSet<>(properties.keySet())) {
      String lower = name.toLowerCase(Locale.ROOT);
      boolean isOurs =
          lower.endsWith(".ms") || lower.endsWith(".mb") || first.contains(firstPart(lower));
      if (isOurs && !inForce.containsKey(name)) {
        refused.accept(
            "%s: there is no property %s; there are: %s".formatted(PID, name, inForce.keySet()));
      }
    }
  }

  private static String firstPart(String name) {
    return name.split("\\.", 2)[0];
  }

  private <T> T read(String name, Kind<T> kind, T otherwise, T before) {
    Object value = properties.get(name);
    T read = value == null ? otherwise : before;
    if (value != null) {
      try {
        read = kind.parse.apply(value);
      } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
        String why = e instanceof Unexpected || e.getMessage() == null ? "" : e.getMessage();
        refused.accept(
            "%s: %s must be %s, found %s%s; it stays %s"
                .formatted(
                    PID,
                    name,
                    kind.expected,
                    found(value),
                    why.isEmpty() ? "" : " (" + why + ")",
                    inWords(kind.text.apply(before))));
      }
    }
    inForce.put(name, kind.text.apply(read));
    return read;
  }

  private static String inWords(String text) {
    return text.isEmpty() ? "none" : text;
  }

  /** Thrown where the message says what is expected already. */
  private static final class Unexpected extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
  }

  Duration millis(String name, long least, Duration otherwise, Duration before) {
    return Duration.ofMillis(
        number(NumberProperty.millis(name, least), otherwise.toMillis(), before.toMillis()));
  }

  long number(NumberProperty property, long otherwise, long before) {
    var kind =
        new Kind<Long>(
            property.expected(),
            value -> property.read(value).orElseThrow(Unexpected::new),
            String::valueOf);
    return read(property.name(), kind, otherwise, before);
  }

  Directories directories(String name, Directories otherwise, Directories before) {
    return read(name, DIRECTORIES, otherwise, before);
  }

  Names names(String name, Names before) {
    return read(name, NAMES, Names.NONE, before);
  }

  private static List<String> texts(Object value) {
    return switch (value) {
      case String one -> List.of(one);
      case String[] several -> List.of(several);
      case Collection<?> several -> several.stream().map(one -> (String) one).toList();
      default -> throw new IllegalArgumentException("not a list of texts");
    };
  }

  /** One of several words, which are the names of constants. */
  <T extends Enum<T>> T word(String name, List<T> words, T otherwise, T before) {
    var kind =
        new Kind<T>(
            words.stream().map(PropertyReader::lower).collect(Collectors.joining(" or ")),
            value -> meaning(words, value),
            PropertyReader::lower);
    return read(name, kind, otherwise, before);
  }

  private static <T extends Enum<T>> T meaning(List<T> words, Object value) {
    return words.stream()
        .filter(word -> value instanceof String text && text.equals(lower(word)))
        .findFirst()
        .orElseThrow(Unexpected::new);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whose signatures are needed. A mistake must not let everything in that was to be kept out: then
   * no key is trusted, unless keys were before.
   */
  Optional<TrustedKeys> trusted(Optional<TrustedKeys> before) {
    Object password = properties.get(".trust.password");
    var kind =
        new Kind<Optional<TrustedKeys>>(
            "the file of a key store",
            value -> Optional.of(new TrustedKeys(file(value), (String) password)),
            value -> value.map(TrustedKeys::toString).orElse(""));
    Optional<TrustedKeys> kept = before.or(() -> Optional.of(TrustedKeys.NONE));
    boolean isConfigured = properties.get("trust.keystore") != null;
    return read("trust.keystore", kind, Optional.empty(), isConfigured ? kept : before);
  }

  private static String file(Object value) {
    if (!(value instanceof String file) || file.isBlank()) {
      throw new Unexpected();
    }
    return Path.of(file).toString();
  }

  private static String found(Object value) {
    String text = value instanceof Object[] several ? Arrays.toString(several) : value + "";
    return "%s, a %s"
        .formatted(text.replaceAll("\\p{Cntrl}", "?"), value.getClass().getSimpleName());
  }
}
