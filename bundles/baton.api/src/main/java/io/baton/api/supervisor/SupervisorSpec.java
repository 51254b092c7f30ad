package io.baton.api.supervisor;

import java.time.Duration;
import java.util.List;

/**
 * Specification of a supervisor ({@code sup_flags()} and the children). Immutable; {@link #of} has
 * the defaults of OTP, the other functions return a copy with one value changed.
 *
 * <p>The values are checked against each other when a supervisor takes the specification: an id
 * that occurs twice, a significant child that is permanent or whose supervisor never shuts down by
 * itself, a {@link Strategy#SIMPLE_ONE_FOR_ONE} without exactly one child. It is refused with an
 * {@link IllegalArgumentException} that names the value.
 *
 * @param strategy the children that the end of one child concerns
 * @param intensity how many restarts are allowed within the period; one more ends the supervisor,
 *     with reason {@code shutdown}, after all its children. A restart of several children at once
 *     counts as one, and so does each attempt to restart
 * @param period at least one nanosecond
 * @param autoShutdown whether it ends when significant children have ended
 * @param countKillsByUpgrade whether the restart of a child that was killed by a purge counts; true
 *     as in Erlang, where an upgrade may take the tree down
 * @param children in order of start
 */
public record SupervisorSpec(
    Strategy strategy,
    int intensity,
    Duration period,
    AutoShutdown autoShutdown,
    boolean countKillsByUpgrade,
    List<ChildSpec> children)
    implements Spec {
  /** Default period, in which one restart is allowed. */
  public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(5);

  /** Checks what can be checked of each value alone. */
  public SupervisorSpec {
    if (intensity < 0) {
      throw new IllegalArgumentException("intensity must not be negative, was " + intensity);
    }
    if (!period.isPositive()) {
      throw new IllegalArgumentException("period must be positive, was " + period);
    }
    children = List.copyOf(children);
  }

  /**
   * Returns the specification of a supervisor that restarts at most once in 5 s and never shuts
   * down by itself.
   *
   * @param strategy the children that the end of one child concerns
   * @param children in order of start
   * @return the specification
   */
  public static SupervisorSpec of(Strategy strategy, ChildSpec... children) {
    return new SupervisorSpec(
        strategy, 1, DEFAULT_PERIOD, AutoShutdown.NEVER, true, List.of(children));
  }

  /**
   * Returns a copy with another number of restarts that are allowed in a period.
   *
   * @param restarts not negative
   * @param time positive
   * @return a copy
   */
  public SupervisorSpec intensity(int restarts, Duration time) {
    return new SupervisorSpec(
        strategy, restarts, time, autoShutdown, countKillsByUpgrade, children);
  }

  /**
   * Returns a copy with another automatic shutdown.
   *
   * @param value whether it ends when significant children have ended
   * @return a copy
   */
  public SupervisorSpec autoShutdown(AutoShutdown value) {
    return new SupervisorSpec(strategy, intensity, period, value, countKillsByUpgrade, children);
  }

  /**
   * Returns a copy that counts the restarts of children that were killed by a purge, or not.
   *
   * @param value whether they count
   * @return a copy
   */
  public SupervisorSpec countKillsByUpgrade(boolean value) {
    return new SupervisorSpec(strategy, intensity, period, autoShutdown, value, children);
  }
}
