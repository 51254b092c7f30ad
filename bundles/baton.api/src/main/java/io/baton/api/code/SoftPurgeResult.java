package io.baton.api.code;

import java.util.List;

/** What a soft purge found and did. Nobody was ended, in every case. */
public sealed interface SoftPurgeResult {
  /**
   * There was no old version; Erlang's {@code true}.
   *
   * @param module the name that was asked for
   */
  record NoOldVersion(String module) implements SoftPurgeResult {}

  /**
   * Nobody lingered, and the old version is gone; Erlang's {@code true}.
   *
   * @param old the version that was removed
   */
  record Purged(ModuleVersion old) implements SoftPurgeResult {}

  /**
   * Someone lingers, and nothing has changed; Erlang's {@code false}.
   *
   * @param old the version that stays
   * @param lingering who keeps it; at least one
   */
  record StillUsed(ModuleVersion old, List<Lingering> lingering) implements SoftPurgeResult {}
}
