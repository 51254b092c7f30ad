package io.baton.races.explorer;

import java.util.Map;
import java.util.regex.Pattern;

/** Explores all races, and says what came of them. */
public final class Exploration {
  private static final int SHOWN = 3;

  private Exploration() {}

  /**
   * Explores every race that a pattern is found in, in all orders.
   *
   * @return how many races there were; negative if one had an outcome that is not allowed, or has
   *     not had one that must come up in some order
   */
  public static int run(Pattern pattern) throws Exception {
    int races = 0;
    boolean passed = true;
    for (Race.Kind kind : Races.all()) {
      if (pattern.matcher(kind.name()).find()) {
        races++;
        passed &= explore(kind);
      }
    }
    return passed ? races : -1;
  }

  private static boolean explore(Race.Kind kind) throws Exception {
    Explorer.Result result = Explorer.explore(kind);
    System.out.printf("%s: %,d orders%n", kind.name(), result.orders());
    result
        .outcomes()
        .forEach((outcome, times) -> {
          String why = kind.why(outcome);
          System.out.printf("  %,7d  %-50s %s%n", times, outcome, why == null ? "FORBIDDEN" : why);
        });
    boolean passed = result.mistakes().isEmpty();
    result.mistakes().stream().limit(SHOWN).forEach(mistake -> System.out.println("  " + mistake));
    for (Map.Entry<String, String> missing : kind.outcomes().entrySet()) {
      if (!result.outcomes().containsKey(missing.getKey())) {
        System.out.printf("  %7s  %-50s %s%n", "MISSING", missing.getKey(), missing.getValue());
        passed = false;
      }
    }
    return passed;
  }
}
