package io.baton.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Options of the JVM without which Baton runs, and cannot do some of what it does. */
public enum JvmOption {
  /** Lists virtual threads. */
  THREADS("jdk.internal.vm", "a soft purge does not see virtual threads that are no processes"),

  /** Reads fields of the JDK's classes. */
  FIELDS(
      "jdk.internal.misc",
      "values whose class hides its fields do not cross versions, and functions and leftovers of"
          + " old versions are not found");

  private final String exported;
  private final String otherwise;

  JvmOption(String exported, String otherwise) {
    this.exported = exported;
    this.otherwise = otherwise;
  }

  /**
   * Returns what this JVM lacks.
   *
   * @return one line that says what Baton cannot do, and with which options it could; empty if
   *     nothing is missing
   */
  public static Optional<String> missing() {
    List<JvmOption> missing = Arrays.stream(values()).filter(option -> !option.isThere()).toList();
    return missing.isEmpty() ? Optional.empty() : Optional.of(text(missing));
  }

  static String text(List<JvmOption> missing) {
    return "this JVM lacks options for Baton, which runs without them, but: %s; start it with %s"
        .formatted(
            missing.stream().map(option -> option.otherwise).collect(Collectors.joining("; ")),
            missing.stream()
                .map(option -> "--add-exports java.base/%s=ALL-UNNAMED".formatted(option.exported))
                .collect(Collectors.joining(" ")));
  }

  private boolean isThere() {
    return Object.class.getModule().isExported(exported, JvmOption.class.getModule());
  }
}
