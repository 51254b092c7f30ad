package io.baton.api.event;

import io.baton.api.process.ExitReason;
import org.osgi.annotation.versioning.ProviderType;

/** Result of adding a handler. */
@ProviderType
public sealed interface Added {
  /** A handler that was added, and handles all further events. */
  record Ok() implements Added {}

  /**
   * A handler that could not be added; the manager keeps the others.
   *
   * @param reason what {@code init} threw, or that there is no such module
   */
  record Failed(ExitReason reason) implements Added {}
}
