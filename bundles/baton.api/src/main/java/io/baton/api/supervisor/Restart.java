package io.baton.api.supervisor;

/** When a child that has ended is started again. */
public enum Restart {
  /** Always. */
  PERMANENT,
  /** Unless it ended with {@code normal}, {@code shutdown} or {@code {shutdown, …}}. */
  TRANSIENT,
  /** Never; its specification is forgotten when it has ended. */
  TEMPORARY
}
