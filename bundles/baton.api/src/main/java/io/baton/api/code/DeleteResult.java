package io.baton.api.code;

import org.osgi.annotation.versioning.ProviderType;

/** Result of a delete. */
@ProviderType
public sealed interface DeleteResult {
  /**
   * A delete that succeeded: the version that was current is old now; qualified calls find nothing.
   *
   * @param old the version that became old
   */
  record Deleted(ModuleVersion old) implements DeleteResult {}

  /**
   * A refusal: an old version exists, so current cannot become old; nothing has changed.
   *
   * @param old the version that must be purged first
   */
  record NotPurged(ModuleVersion old) implements DeleteResult {}

  /**
   * A delete of a module without a current version; nothing has changed.
   *
   * @param module the name that was asked for
   */
  record NotLoaded(String module) implements DeleteResult {}
}
