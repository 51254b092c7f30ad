package io.baton.api.supervisor;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** Way to stop a child. */
@ProviderType
public sealed interface Shutdown {
  /** Kills the child ({@code brutal_kill}). */
  record BrutalKill() implements Shutdown {}

  /**
   * Sends the exit signal {@code shutdown}, and kills the child when it has not ended in time.
   *
   * @param time not negative
   */
  record Within(Duration time) implements Shutdown {
    /** Checks the time. */
    public Within {
      if (time.isNegative()) {
        throw new IllegalArgumentException("a shutdown time must not be negative, was " + time);
      }
    }
  }

  /**
   * Sends the exit signal {@code shutdown}, and waits for the end without bound ({@code infinity}).
   */
  record Infinity() implements Shutdown {}

  /**
   * Returns a {@link BrutalKill}.
   *
   * @return the value
   */
  static Shutdown brutalKill() {
    return new BrutalKill();
  }

  /**
   * Returns a {@link Within}.
   *
   * @param time not negative
   * @return the value
   */
  static Shutdown within(Duration time) {
    return new Within(time);
  }

  /**
   * Returns an {@link Infinity}.
   *
   * @return the value
   */
  static Shutdown infinity() {
    return new Infinity();
  }
}
