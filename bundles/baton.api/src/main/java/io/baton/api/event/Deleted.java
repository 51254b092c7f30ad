package io.baton.api.event;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Result of deleting a handler. */
@ProviderType
public sealed interface Deleted {
  /**
   * A handler that was deleted.
   *
   * @param last what its {@code terminate} returned; null also if that failed
   */
  record Ok(@Nullable Object last) implements Deleted {}

  /** No handler of that name was found ({@code {error, module_not_found}}). */
  record NotFound() implements Deleted {}
}
