package io.baton.embedded;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Options of the JVM without which Baton runs, and cannot do some of what it does. */
enum JvmOptions {
  THREADS("jdk.internal.vm", "a soft purge does not see virtual threads that are no processes"),
  FIELDS(
      "jdk.internal.misc",
      "values whose class hides its fields do not cross versions, and functions and leftovers of"
          + " old versions are not found");

  private static final System.Logger LOG = System.getLogger("io.baton.embedded");

  private static final AtomicBoolean SAID = new AtomicBoolean();

  private final String exported;
  private final String otherwise;

  JvmOptions(String exported, String otherwise) {
    this.exported = exported;
    this.otherwise = otherwise;
  }

  /** Writes one warning that names what is missing, if anything is, at the first start in a JVM. */
  static void check() {
    List<JvmOptions> missing =
        List.of(values()).stream().filter(option -> !option.isThere()).toList();
    if (!missing.isEmpty() && SAID.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, warning(missing));
    }
  }

  static String warning(List<JvmOptions> missing) {
    return ("this JVM lacks options for Baton, which runs without them, but: %s; start it with %s,"
            + " or have Add-Exports: %s in the manifest of the jar that java -jar starts")
        .formatted(
            missing.stream().map(option -> option.otherwise).collect(Collectors.joining("; ")),
            missing.stream().map(JvmOptions::text).collect(Collectors.joining(" ")),
            missing.stream()
                .map(option -> "java.base/" + option.exported)
                .collect(Collectors.joining(" ")));
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
