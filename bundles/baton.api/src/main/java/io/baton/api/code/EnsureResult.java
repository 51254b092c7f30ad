package io.baton.api.code;

import org.osgi.annotation.versioning.ProviderType;

/** Result of {@link CodeLoader#ensureLoaded}. */
@ProviderType
public sealed interface EnsureResult {
  /**
   * A module that has a current version, from before or loaded now.
   *
   * @param current that version
   */
  record Present(ModuleVersion current) implements EnsureResult {}

  /**
   * A module that has no current version, and could not be loaded; nothing has changed.
   *
   * @param refused why
   */
  record Absent(LoadResult.Refused refused) implements EnsureResult {}
}
