package io.baton.api.code;

/** What a delete found and did. */
public sealed interface DeleteResult {
  /**
   * The version that was current is old now; qualified calls find nothing.
   *
   * @param old the version that became old
   */
  record Deleted(ModuleVersion old) implements DeleteResult {}

  /**
   * An old version exists, so current cannot become old; nothing has changed.
   *
   * @param old the version that must be purged first
   */
  record NotPurged(ModuleVersion old) implements DeleteResult {}

  /**
   * The module has no current version; nothing has changed.
   *
   * @param module the name that was asked for
   */
  record NotLoaded(String module) implements DeleteResult {}
}
