package io.baton.api.statem;

/** Which time-out is meant. Of each there is at most one at a time. */
public sealed interface Timer {
  /** Ended by any event. */
  Timer EVENT = new OfEvent();

  /** Ended by a change of the state. */
  Timer STATE = new OfState();

  /** {@code timeout}. */
  record OfEvent() implements Timer {}

  /** {@code state_timeout}. */
  record OfState() implements Timer {}

  /**
   * {@code {timeout, Name}}: ended only by who set it.
   *
   * @param name tells it from others
   */
  record Named(String name) implements Timer {}

  /**
   * A time-out with a name.
   *
   * @param name tells it from others
   * @return the same for the same name
   */
  static Timer named(String name) {
    return new Named(name);
  }
}
