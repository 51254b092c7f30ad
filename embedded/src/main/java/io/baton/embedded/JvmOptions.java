package io.baton.embedded;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;

/** Options of the JVM without which Baton runs, and cannot do some of what it does. */
enum JvmOptions {
  THREADS("jdk.internal.vm", "a soft purge does not see virtual threads that are no processes"),
  FIELDS(
      "jdk.internal.misc",
      "values whose class hides its fields do not cross versions, and functions and leftovers of"
          + " old versions are not found");

  private static final System.Logger LOG = System.getLogger("io.baton.embedded");

  private final String exported;
  private final String otherwise;

  JvmOptions(String exported, String otherwise) {
    this.exported = exported;
    this.otherwise = otherwise;
  }

  /** Writes one warning that names what is missing, if anything is. */
  static void check() {
    List<JvmOptions> missing =
        List.of(values()).stream().filter(option -> !option.isThere()).toList();
    if (!missing.isEmpty()) {
      LOG.log(Level.WARNING, warning(missing));
    }
  }

  static String warning(List<JvmOptions> missing) {
    return "this JVM lacks options for Baton, which runs without them, but: %s; start it with %s"
        .formatted(
            missing.stream().map(option -> option.otherwise).collect(Collectors.joining("; ")),
            missing.stream().map(JvmOptions::text).collect(Collectors.joining(" ")));
  }

  private String text() {
    return "--add-exports java.base/%s=ALL-UNNAMED".formatted(exported);
  }

  private boolean isThere() {
    return Object.class
        .getModule()
        .isExported(exported, ClassLoader.getSystemClassLoader().getUnnamedModule());
  }
}
