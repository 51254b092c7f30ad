package io.baton.api.supervisor;

/** Policy for the restart of a child that has ended. */
public enum Restart {
  /** Always restarts the child. */
  PERMANENT,
  /**
   * Restarts the child unless it ended with {@code normal}, {@code shutdown} or {@code {shutdown,
   * …}}.
   */
  TRANSIENT,
  /** Never restarts the child; its specification is dropped when it has ended. */
  TEMPORARY
}
