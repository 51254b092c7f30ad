package io.baton.api.supervisor;

import java.time.Duration;

/** How a child is stopped. */
public sealed interface Shutdown {
  /** It is killed ({@code brutal_kill}). */
  record BrutalKill() implements Shutdown {}

  /**
   * It is told to end with {@code shutdown}, and killed when it has not done so in time.
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

  /** It is told to end with {@code shutdown}, and waited for without end ({@code infinity}). */
  record Infinity() implements Shutdown {}

  /**
   * See {@link BrutalKill}.
   *
   * @return the value
   */
  static Shutdown brutalKill() {
    return new BrutalKill();
  }

  /**
   * See {@link Within}.
   *
   * @param time not negative
   * @return the value
   */
  static Shutdown within(Duration time) {
    return new Within(time);
  }

  /**
   * See {@link Infinity}.
   *
   * @return the value
   */
  static Shutdown infinity() {
    return new Infinity();
  }
}
