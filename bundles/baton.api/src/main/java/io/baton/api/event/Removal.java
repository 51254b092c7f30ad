package io.baton.api.event;

import io.baton.api.process.ExitReason;
import org.osgi.annotation.versioning.ProviderType;

/** Reason why a handler is removed: the first argument of its {@code terminate}. */
@ProviderType
public sealed interface Removal {
  /**
   * The handler was deleted ({@code Args} of {@code delete_handler}).
   *
   * @param argument as it was given
   */
  record Deleted(Object argument) implements Removal {}

  /** The handler has removed itself ({@code remove_handler}). */
  record Removed() implements Removal {}

  /**
   * The manager ends ({@code stop}).
   *
   * @param reason why
   */
  record Stopped(ExitReason reason) implements Removal {}

  /**
   * A callback has failed ({@code {error, Term}}).
   *
   * @param reason what it threw
   */
  record Failed(ExitReason reason) implements Removal {}

  /**
   * Another handler takes its place ({@code Args1} of {@code swap_handler}).
   *
   * @param argument as it was given
   */
  record Swapped(Object argument) implements Removal {}
}
