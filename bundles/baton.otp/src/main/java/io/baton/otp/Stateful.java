package io.baton.otp;

/** Who has a state that {@link Versions} carry along; its text names it for people. */
interface Stateful {
  /** The state. */
  Object state();

  /** Replaces the state. */
  void state(Object next);
}
