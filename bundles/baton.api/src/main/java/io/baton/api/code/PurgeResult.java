package io.baton.api.code;

import java.util.List;

/** What a purge found and did. Afterwards the module has no old version, in every case. */
public sealed interface PurgeResult {
  /**
   * There was no old version.
   *
   * @param module the name that was asked for
   */
  record NoOldVersion(String module) implements PurgeResult {}

  /**
   * The old version is gone; nobody was in it.
   *
   * @param old the version that was removed
   */
  record Purged(ModuleVersion old) implements PurgeResult {}

  /**
   * The old version is gone, and so is everyone who was in it.
   *
   * @param old the version that was removed
   * @param killed who was ended, with reason {@code killed}; at least one
   * @param fenced those of them whose thread has not come back yet: dead to everyone, and unable to
   *     do anything through Baton
   */
  record PurgedByKilling(ModuleVersion old, List<Lingering> killed, List<Lingering> fenced)
      implements PurgeResult {}

  /**
   * Whom the purge ended.
   *
   * @return empty unless this is {@link PurgedByKilling}
   */
  default List<Lingering> killedProcesses() {
    return this instanceof PurgedByKilling(_, var killed, _) ? killed : List.of();
  }
}
