package io.baton.races;

import io.baton.races.explorer.Exploration;
import io.baton.races.stepping.SteppedSchedules;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Explores the races that have steps, runs schedules of life-cycle operations, and lets jcstress
 * run the races that have no steps.
 */
public final class Main {
  /** What the build has time for. */
  private static final long SHORT_SCHEDULES = 150;

  private static final long LONG_SCHEDULES = 10_000;

  private Main() {}

  /**
   * Ends with status 1 if an outcome is not allowed, or if nothing was run.
   *
   * @param arguments {@code --short} and a pattern, or {@code --schedules} and {@code --seed} with
   *     numbers; all of them optional
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean isShort = words.remove("--short");
    OptionalLong schedules = number(words, "--schedules");
    OptionalLong seed = number(words, "--seed");
    if (schedules.isPresent() || seed.isPresent()) {
      end(SteppedSchedules.run(seed.orElse(1), schedules.orElse(1)));
    }
    String pattern = words.isEmpty() ? "" : words.getFirst();
    int explored = Exploration.run(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    boolean passed =
        !pattern.isEmpty() || SteppedSchedules.run(1, isShort ? SHORT_SCHEDULES : LONG_SCHEDULES);
    int stressed = Stress.run(pattern, isShort);
    if (explored + stressed == 0 || (pattern.isEmpty() && explored * stressed == 0)) {
      System.out.println("FAILED: nothing was run");
      System.exit(1);
    }
    end(passed && explored >= 0 && stressed >= 0);
  }

  private static OptionalLong number(List<String> words, String option) {
    int index = words.indexOf(option);
    if (index < 0) {
      return OptionalLong.empty();
    }
    words.remove(index);
    return OptionalLong.of(Long.parseLong(words.remove(index)));
  }

  private static void end(boolean passed) {
    System.out.println(passed ? "PASSED" : "FAILED: an outcome that must not be, or a missing one");
    System.exit(passed ? 0 : 1);
  }
}
