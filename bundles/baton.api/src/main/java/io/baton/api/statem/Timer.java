package io.baton.api.statem;

import org.osgi.annotation.versioning.ProviderType;

/** Identity of a time-out. Each is set at most once at a time. */
@ProviderType
public sealed interface Timer {
  /** The time-out that any event ends. */
  Timer EVENT = new OfEvent();

  /** The time-out that a change of the state ends. */
  Timer STATE = new OfState();

  /** {@code timeout}. */
  record OfEvent() implements Timer {}

  /** {@code state_timeout}. */
  record OfState() implements Timer {}

  /**
   * {@code {timeout, Name}}: ended only explicitly.
   *
   * @param name distinguishes it from others
   */
  record Named(String name) implements Timer {}

  /**
   * Returns a time-out with a name.
   *
   * @param name distinguishes it from others
   * @return equal to any other with that name
   */
  static Timer named(String name) {
    return new Named(name);
  }
}
