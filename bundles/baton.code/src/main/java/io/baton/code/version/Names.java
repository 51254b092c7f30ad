package io.baton.code.version;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of modules, processes or threads, as an operator writes them: {@code *} stands for any
 * characters.
 *
 * @param patterns none of them empty
 */
public record Names(List<String> patterns) {
  /** No name at all. */
  public static final Names NONE = new Names(List.of());

  private static final String ANY = "*";

  /** Copies the list. */
  public Names {
    patterns = List.copyOf(patterns);
    for (String pattern : patterns) {
      if (pattern.isBlank() || pattern.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("a name must not be empty, nor have control characters");
      }
    }
  }

  /**
   * Returns whether a name is one of these.
   *
   * @param name any
   * @return whether a pattern matches all of it
   */
  public boolean contains(String name) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    return pattern.contains(ANY)
        ? Pattern.matches(
            Pattern.compile("\\*+")
                .splitAsStream(pattern + "\n") // the last part counts also if it is empty
                .map(part -> part.replace("\n", ""))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")),
            name)
        : pattern.equals(name);
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  @Override
  public String toString() {
    return String.join(", ", patterns);
  }
}
