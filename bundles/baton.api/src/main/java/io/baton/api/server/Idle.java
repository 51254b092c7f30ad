package io.baton.api.server;

/** What {@code handleInfo} gets when no message came in time (Erlang's atom {@code timeout}). */
public enum Idle {
  /** See {@link Then.Timeout}. */
  TIMEOUT
}
