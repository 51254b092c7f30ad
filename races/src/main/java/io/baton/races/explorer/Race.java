package io.baton.races.explorer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One race in one order. A new one is made for each order. */
interface Race {
  /** What the user does; calls {@link Steps#at} between. */
  void user() throws Exception;

  /** What the server does; calls {@link Steps#at} between. */
  void server() throws Exception;

  /** What came of it, when both are done: one of the outcomes that are allowed, or a mistake. */
  String outcome() throws Exception;

  /** Gives up what the race has started. */
  default void end() throws InterruptedException {}

  /**
   * A kind of race.
   *
   * @param name a sentence
   * @param outcomes each that is allowed, and why; each of them must come up in some order
   * @param seldom more of them, which come up only if a side was slow between two steps
   * @param race makes one for an order
   */
  record Kind(String name, Map<String, String> outcomes, Map<String, String> seldom, Maker race) {
    Kind(String name, Map<String, String> outcomes, Maker race) {
      this(name, outcomes, Map.of(), race);
    }

    /** Why an outcome is allowed; null if it is not. */
    @Nullable String why(String outcome) {
      return outcomes.getOrDefault(outcome, seldom.get(outcome));
    }
  }

  /** Makes the race for one order. */
  @FunctionalInterface
  interface Maker {
    /** The race whose sides stop at these steps. */
    Race make(Steps steps) throws Exception;
  }
}
