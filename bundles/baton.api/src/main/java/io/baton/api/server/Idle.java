package io.baton.api.server;

/** The message of {@code handleInfo} when no other came in time (Erlang's atom {@code timeout}). */
public enum Idle {
  /** See {@link Then.Timeout}. */
  TIMEOUT
}
