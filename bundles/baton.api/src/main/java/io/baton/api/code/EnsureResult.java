package io.baton.api.code;

/** What {@link Code#ensureLoaded} found and did. */
public sealed interface EnsureResult {
  /**
   * The module has a current version, from before or loaded now.
   *
   * @param current that version
   */
  record Present(ModuleVersion current) implements EnsureResult {}

  /**
   * The module has no current version, and could not be loaded; nothing has changed.
   *
   * @param refused why
   */
  record Absent(LoadResult.Refused refused) implements EnsureResult {}
}
