package io.baton.api.application;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Result of {@link Applications#ensureAllStarted}. */
@ProviderType
public sealed interface EnsureAllResult {
  /**
   * All of them run.
   *
   * @param started those that were started now, in this order; may be none
   */
  record Ok(List<String> started) implements EnsureAllResult {
    /** Copies the list. */
    public Ok {
      started = List.copyOf(started);
    }
  }

  /**
   * One of them did not start. Those that were started before it are stopped again.
   *
   * @param refused which, and why
   */
  record Failed(StartResult.Refused refused) implements EnsureAllResult {}
}
