package io.baton.races.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs a race in every order of its steps, and collects what came of it. */
final class Explorer {
  /**
   * What came of a race.
   *
   * @param orders how many orders there are
   * @param outcomes how often each outcome came up
   * @param mistakes orders with an outcome that is not allowed, for a person
   */
  record Result(int orders, Map<String, Integer> outcomes, List<String> mistakes) {}

  /**
   * Enough to see what is wrong: then each order may take as long as a side waits for what does not
   * come.
   */
  private static final int ENOUGH_MISTAKES = 5;

  private Explorer() {}

  /** Every order: after each, the last decision that was for the user is taken the other way. */
  static Result explore(Race.Kind kind) throws Exception {
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> mistakes = new ArrayList<>();
    List<Side> order = List.of();
    int orders = 0;
    while (order != null && mistakes.size() < ENOUGH_MISTAKES) {
      var steps = new Steps(order);
      String outcome = outcome(kind, steps);
      orders++;
      outcomes.merge(outcome, 1, Integer::sum);
      if (kind.why(outcome) == null) {
        mistakes.add("%s: %s".formatted(outcome, steps.log()));
      }
      order = next(steps.decided());
    }
    return new Result(orders, outcomes, mistakes);
  }

  private static @Nullable List<Side> next(List<Side> decided) {
    int last = decided.lastIndexOf(Side.USER);
    if (last < 0) {
      return null;
    }
    List<Side> next = new ArrayList<>(decided.subList(0, last));
    next.add(Side.SERVER);
    return next;
  }

  private static String outcome(Race.Kind kind, Steps steps) throws Exception {
    Race race = kind.race().make(steps);
    try {
      Thread user = start(steps, Side.USER, race::user);
      Thread server = start(steps, Side.SERVER, race::server);
      steps.run();
      user.join();
      server.join();
      return race.outcome();
    } finally {
      race.end();
    }
  }

  private interface Body {
    void run() throws Exception;
  }

  private static Thread start(Steps steps, Side side, Body body) {
    return Thread.ofPlatform()
        .name(side.toString())
        .start(() -> {
          steps.at(side, "begin");
          try {
            body.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          } finally {
            steps.done(side);
          }
        });
  }
}
