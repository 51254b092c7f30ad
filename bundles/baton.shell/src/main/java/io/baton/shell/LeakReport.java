package io.baton.shell;

import io.baton.api.code.Leak;
import java.util.List;
import java.util.stream.Collectors;

/** Purged versions that are still in memory, as text: each with the path that holds it. */
final class LeakReport {
  private static final String NEXT_STEP = System.lineSeparator() + "  ";

  private LeakReport() {}

  static String of(List<Leak> leaks) {
    return leaks.isEmpty()
        ? "no purged version is still in memory"
        : leaks.stream().map(LeakReport::one).collect(Collectors.joining(System.lineSeparator()));
  }

  private static String one(Leak leak) {
    String what = "%s, purged %s, ".formatted(leak.version(), StatusTable.time(leak.purged()));
    return what
        + switch (leak.holder()) {
          case Leak.Path(var steps) -> "is held by" + NEXT_STEP + String.join(NEXT_STEP, steps);
          case Leak.SoftPath(var steps) ->
              "is no leak: only soft references hold it, which the JVM gives up before memory runs"
                  + " out"
                  + NEXT_STEP
                  + String.join(NEXT_STEP, steps);
          case Leak.Unknown(var reason) -> "is still in memory: " + reason;
        };
  }
}
