package io.baton.api.event;

import io.baton.api.process.ExitReason;

/** What became of a handler that was to be added. */
public sealed interface Added {
  /** It handles what comes from now on. */
  record Ok() implements Added {}

  /**
   * There is no such handler; the manager has the others.
   *
   * @param reason what {@code init} threw, or that there is no such module
   */
  record Failed(ExitReason reason) implements Added {}
}
