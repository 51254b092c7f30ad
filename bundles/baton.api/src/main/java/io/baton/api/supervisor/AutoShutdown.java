package io.baton.api.supervisor;

/**
 * Whether a supervisor ends when significant children have ended by themselves. A child that was
 * stopped by the supervisor, or is restarted, does not count.
 */
public enum AutoShutdown {
  /** No child may be significant. */
  NEVER,
  /** When one has ended. */
  ANY_SIGNIFICANT,
  /** When the last has ended. */
  ALL_SIGNIFICANT
}
