package io.baton.api.supervisor;

/** Kind of a child (Erlang's {@code type}). */
public enum Kind {
  /** Any process. */
  WORKER,
  /** A supervisor. */
  SUPERVISOR
}
