package io.baton.api.event;

import org.jspecify.annotations.Nullable;

/** What became of a handler that was to be deleted. */
public sealed interface Deleted {
  /**
   * It is gone.
   *
   * @param last what its {@code terminate} returned; null also if that failed
   */
  record Ok(@Nullable Object last) implements Deleted {}

  /** There was none of that name ({@code {error, module_not_found}}). */
  record NotFound() implements Deleted {}
}
