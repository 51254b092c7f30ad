package io.baton.code.loading;

import java.time.Duration;

/**
 * What the configuration says of a load that never purges, and finds an old version besides the
 * current one.
 *
 * @param first what happens
 * @param patience how long such a load waits, if it waits
 * @param then what happens after that; refuse or purge
 */
public record ThirdVersion(Choice first, Duration patience, Choice then) {
  /** As in Erlang. */
  public static final ThirdVersion REFUSED =
      new ThirdVersion(Choice.REFUSE, Duration.ofSeconds(30), Choice.REFUSE);

  /** What may happen. */
  public enum Choice {
    /** The load is refused. */
    REFUSE,
    /** The old version is purged once the new one is ready. */
    PURGE,
    /** The load waits until nothing uses the old version, and removes it then. */
    WAIT
  }
}
