package io.baton.adopt;

import io.baton.spi.Printable;
import io.baton.spi.identity.Adoption;
import io.baton.spi.identity.ModuleName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** Reads a rule from a configuration, whatever that holds. */
final class AdoptionReader {
  private final Map<String, Object> properties;

  private AdoptionReader(Map<String, Object> properties) {
    this.properties = properties;
  }

  /** A configuration that is no rule; the message says what is wrong, and what to do. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  static Adoption read(Map<String, Object> properties) throws Wrong {
    var reader = new AdoptionReader(properties);
    return new Adoption(reader.module(), reader.bundles(), reader.services());
  }

  private @Nullable String module() throws Wrong {
    Object module = properties.getOrDefault("module", "");
    if (!(module instanceof String name) || !(name.isEmpty() || ModuleName.isValid(name))) {
      throw new Wrong(
          "module: expected a name of letters, digits, dots and underscores, or nothing, so that"
              + " each bundle is the module of its symbolic name; found "
              + shown(module));
    }
    return name.isEmpty() ? null : name;
  }

  private Adoption.Choice bundles() throws Wrong {
    Set<String> names = new LinkedHashSet<>();
    Set<Filter> filters = new LinkedHashSet<>();
    for (String one : texts("bundles", "symbolic names of bundles, or filters in parentheses")) {
      if (one.startsWith("(")) {
        filters.add(filter(one));
      } else {
        names.add(one);
      }
    }
    return new Adoption.Choice(names, filters);
  }

  private static Filter filter(String text) throws Wrong {
    try {
      return FrameworkUtil.createFilter(text);
    } catch (InvalidSyntaxException e) {
      throw new Wrong(
          "bundles: expected a filter such as (osgi.identity=com.acme.*), found %s: %s"
              .formatted(Printable.line(text), e.getMessage()));
    }
  }

  private Set<String> services() throws Wrong {
    return new LinkedHashSet<>(
        texts("services", "names of interfaces whose methods are the functions"));
  }

  private List<String> texts(String key, String expected) throws Wrong {
    Object value = properties.get(key);
    List<String> texts = new ArrayList<>();
    for (Object one : all(value)) {
      if (!(one instanceof String text)) {
        throw new Wrong("%s: expected %s, found %s".formatted(key, expected, shown(one)));
      }
      if (!text.isBlank()) {
        texts.add(text.strip());
      }
    }
    if (texts.isEmpty()) {
      throw new Wrong("%s: expected %s, found nothing".formatted(key, expected));
    }
    return texts;
  }

  /** A single text may have several values, with commas between them, as tools write them. */
  private static List<?> all(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Object[] several -> List.of(several);
      case Collection<?> several -> List.copyOf(several);
      case String text when text.startsWith("(") -> List.of(text);
      case String text -> Stream.of(text.split(",")).toList();
      default -> List.of(value);
    };
  }

  private static String shown(Object value) {
    return value instanceof Object[] several
        ? Arrays.toString(several)
        : Printable.line(String.valueOf(value));
  }
}
