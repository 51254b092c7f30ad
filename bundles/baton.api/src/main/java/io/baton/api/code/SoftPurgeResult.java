package io.baton.api.code;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Result of a soft purge. It ends no process. */
@ProviderType
public sealed interface SoftPurgeResult {
  /**
   * A soft purge of a module without an old version; Erlang's {@code true}.
   *
   * @param module the name that was asked for
   */
  record NoOldVersion(String module) implements SoftPurgeResult {}

  /**
   * A soft purge that succeeded: no process or bundle used the old version, and it is gone;
   * Erlang's {@code true}.
   *
   * @param old the version that was removed
   */
  record Purged(ModuleVersion old) implements SoftPurgeResult {}

  /**
   * A refusal: the old version is used, and nothing has changed; Erlang's {@code false}.
   *
   * @param old the version that stays
   * @param lingering processes and threads that are in it
   * @param wired bundles that are wired to it; there is at least one of either
   */
  record StillUsed(ModuleVersion old, List<Lingering> lingering, List<WiredBundle> wired)
      implements SoftPurgeResult {
    /** Copies the lists. */
    public StillUsed {
      lingering = List.copyOf(lingering);
      wired = List.copyOf(wired);
    }

    /**
     * Creates the result for a version that no bundle is wired to.
     *
     * @param old the version that stays
     * @param lingering processes and threads that are in it
     */
    public StillUsed(ModuleVersion old, List<Lingering> lingering) {
      this(old, lingering, List.of());
    }
  }
}
