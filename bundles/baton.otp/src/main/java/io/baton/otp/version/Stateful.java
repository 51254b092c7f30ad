package io.baton.otp.version;

/** Owner of a state that {@link Versions} carry; its text names it in log messages. */
public interface Stateful {
  /** Returns the state. */
  Object state();

  /** Replaces the state. */
  void state(Object next);
}
