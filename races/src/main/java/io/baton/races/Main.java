package io.baton.races;

import io.baton.races.explorer.Exploration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Explores the races that have steps, and lets jcstress run those that have none. */
public final class Main {
  private Main() {}

  /**
   * Ends with status 1 if an outcome is not allowed, or if nothing was run.
   *
   * @param arguments {@code --short} and a pattern, both optional
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean isShort = words.remove("--short");
    String pattern = words.isEmpty() ? "" : words.getFirst();
    int explored = Exploration.run(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    int stressed = Stress.run(pattern, isShort);
    if (explored + stressed == 0 || (pattern.isEmpty() && explored * stressed == 0)) {
      System.out.println("FAILED: nothing was run");
      System.exit(1);
    }
    boolean passed = explored >= 0 && stressed >= 0;
    System.out.println(passed ? "PASSED" : "FAILED: an outcome that must not be, or a missing one");
    System.exit(passed ? 0 : 1);
  }
}
