package io.baton.launcher;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values for <code>${name}</code> in a feature file.
 *
 * @param values by name
 */
record Variables(Map<String, String> values) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]+)}");

  /** Replaces each reference in {@code text}; a name without a value is an error. */
  String resolve(String text) throws LaunchException {
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (reference.find()) {
      String value = values.get(reference.group(1));
      if (value == null) {
        throw new LaunchException("${" + reference.group(1) + "} has no value");
      }
      reference.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return reference.appendTail(resolved).toString();
  }

  /**
   * Resolves {@code value} if it is text, or an array or list of texts; anything else stays as it
   * is.
   */
  Object resolve(Object value) throws LaunchException {
    return switch (value) {
      case String text -> resolve(text);
      case String[] texts -> resolve(texts);
      case List<?> list -> resolve(list.stream().map(String::valueOf).toArray(String[]::new));
      default -> value;
    };
  }

  private String[] resolve(String[] texts) throws LaunchException {
    String[] resolved = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      resolved[i] = resolve(texts[i]);
    }
    return resolved;
  }
}
