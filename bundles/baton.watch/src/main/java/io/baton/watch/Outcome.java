package io.baton.watch;

import java.util.Optional;

/**
 * Result of an attempt to load a unit.
 *
 * @param module the module in it, if that is known
 * @param problem why it was not loaded; empty if it was
 * @param retry when it is worth another attempt, without another save
 */
record Outcome(Optional<String> module, Optional<String> problem, Retry retry) {
  /** Reasons for another attempt. */
  enum Retry {
    /** Only a save can help. */
    NEVER,
    /** Its old version is used. */
    WHEN_UNUSED,
    /** Something else must be loaded first. */
    WHEN_OTHERS_COME
  }

  static Outcome loaded(String module) {
    return new Outcome(Optional.of(module), Optional.empty(), Retry.NEVER);
  }

  static Outcome failed(Optional<String> module, String problem) {
    return new Outcome(module, Optional.of(problem), Retry.NEVER);
  }
}
