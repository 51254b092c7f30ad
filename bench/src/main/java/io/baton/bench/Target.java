package io.baton.bench;

/** What is wanted of a row, and whether a run fails without it. */
public sealed interface Target {
  /** Nothing is wanted; the row only says. */
  Target NONE = new None();

  /** Nothing. */
  record None() implements Target {}

  /**
   * At most so many times what a peer takes.
   *
   * @param most what is wanted
   * @param peer whose figure is 1
   * @param promised a run fails if the ratio is above this; infinite if nothing is promised
   */
  record Ratio(double most, String peer, double promised) implements Target {}

  /**
   * At most so much.
   *
   * @param most in the unit of the row
   */
  record AtMost(double most) implements Target {}

  /** Wanted, but not promised. */
  static Target ratio(double most, String peer) {
    return new Ratio(most, peer, Double.POSITIVE_INFINITY);
  }
}
