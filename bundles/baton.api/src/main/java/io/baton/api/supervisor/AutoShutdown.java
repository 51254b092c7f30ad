package io.baton.api.supervisor;

/**
 * Policy by which a supervisor ends when significant children have ended by themselves. A child
 * that was stopped by the supervisor, or is restarted, does not count.
 */
public enum AutoShutdown {
  /** Never ends the supervisor; no child may be significant. */
  NEVER,
  /** Ends the supervisor when one of them has ended. */
  ANY_SIGNIFICANT,
  /** Ends the supervisor when the last of them has ended. */
  ALL_SIGNIFICANT
}
