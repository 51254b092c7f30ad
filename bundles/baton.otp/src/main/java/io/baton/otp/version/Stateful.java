package io.baton.otp.version;

/** Who has a state that {@link Versions} carry along; its text names it for people. */
public interface Stateful {
  /** The state. */
  Object state();

  /** Replaces the state. */
  void state(Object next);
}
