package io.baton.api.supervisor;

import java.time.Duration;
import java.util.List;

/**
 * What a supervisor is ({@code sup_flags()} and the children). Immutable; {@link #of} has the
 * defaults of OTP, the other functions give a copy with one value changed.
 *
 * <p>What children and supervisor say together is checked when a supervisor takes the
 * specification: an id that is there twice, a significant child that is permanent or whose
 * supervisor never shuts down by itself, a {@link Strategy#SIMPLE_ONE_FOR_ONE} without exactly one
 * child. It is refused with an {@link IllegalArgumentException} that names the value.
 *
 * @param strategy whom the end of one child concerns
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
  /** In which one restart is allowed, unless it is said otherwise. */
  public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(5);

  /** Checks what can be wrong of one value alone. */
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
   * A supervisor that restarts at most once in 5 s and never shuts down by itself.
   *
   * @param strategy whom the end of one child concerns
   * @param children in order of start
   * @return the specification
   */
  public static SupervisorSpec of(Strategy strategy, ChildSpec... children) {
    return new SupervisorSpec(
        strategy, 1, DEFAULT_PERIOD, AutoShutdown.NEVER, true, List.of(children));
  }

  /**
   * How many restarts are allowed, and in which time.
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
   * Whether it ends when significant children have ended.
   *
   * @param value when
   * @return a copy
   */
  public SupervisorSpec autoShutdown(AutoShutdown value) {
    return new SupervisorSpec(strategy, intensity, period, value, countKillsByUpgrade, children);
  }

  /**
   * Whether restarts of children that were killed by a purge count.
   *
   * @param value whether
   * @return a copy
   */
  public SupervisorSpec countKillsByUpgrade(boolean value) {
    return new SupervisorSpec(strategy, intensity, period, autoShutdown, value, children);
  }
}
