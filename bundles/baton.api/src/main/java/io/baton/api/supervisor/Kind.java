package io.baton.api.supervisor;

/** What a child is (Erlang's {@code type}). */
public enum Kind {
  /** Any process. */
  WORKER,
  /** A supervisor. */
  SUPERVISOR
}
