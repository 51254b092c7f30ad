package io.baton.api.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Specification of one child of a supervisor ({@code child_spec()}). Immutable; {@link #of} has the
 * defaults of OTP, the other functions return a copy with one value changed.
 *
 * @param id unique among the children of the supervisor
 * @param start how it is started
 * @param startTimeout how long a start may take before it is abandoned; empty for no bound, as in
 *     Erlang
 * @param restart when it is started again
 * @param shutdown how it is stopped
 * @param significant see {@link AutoShutdown}; never of a permanent child
 * @param kind its kind
 * @param modules whose code it runs, for the upgrade of modules
 */
public record ChildSpec(
    String id,
    Start start,
    Optional<Duration> startTimeout,
    Restart restart,
    Shutdown shutdown,
    boolean significant,
    Kind kind,
    List<String> modules) {
  /** Default time that a worker has to end. */
  public static final Duration DEFAULT_SHUTDOWN = Duration.ofSeconds(5);

  /** Checks what can be checked without the supervisor. */
  public ChildSpec {
    if (id.isBlank()) {
      throw new IllegalArgumentException("the id of a child must not be blank");
    }
    if (startTimeout.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException(
          "child %s: a start time-out must not be negative, was %s"
              .formatted(id, startTimeout.get()));
    }
    modules = List.copyOf(modules);
  }

  /**
   * Returns the specification of a permanent child. A worker has 5 s to end; a supervisor has no
   * bound.
   *
   * @param id unique among the children of the supervisor
   * @param start how it is started; decides the kind
   * @return the specification
   */
  public static ChildSpec of(String id, Start start) {
    boolean supervisor = start instanceof Start.Supervisor;
    return new ChildSpec(
        id,
        start,
        Optional.empty(),
        Restart.PERMANENT,
        supervisor ? Shutdown.infinity() : Shutdown.within(DEFAULT_SHUTDOWN),
        false,
        supervisor ? Kind.SUPERVISOR : Kind.WORKER,
        List.of(start.module()));
  }

  /**
   * Returns a copy with another way to start it.
   *
   * @param value how it is started
   * @return a copy
   */
  public ChildSpec start(Start value) {
    return new ChildSpec(id, value, startTimeout, restart, shutdown, significant, kind, modules);
  }

  /**
   * Returns a copy with a bound for its start.
   *
   * @param time how long a start may take; then the process is killed, and the start fails with
   *     {@code timeout}
   * @return a copy
   */
  public ChildSpec startWithin(Duration time) {
    return new ChildSpec(
        id, start, Optional.of(time), restart, shutdown, significant, kind, modules);
  }

  /**
   * Returns a copy with another restart policy.
   *
   * @param value when it is started again
   * @return a copy
   */
  public ChildSpec restart(Restart value) {
    return new ChildSpec(id, start, startTimeout, value, shutdown, significant, kind, modules);
  }

  /**
   * Returns a copy with another shutdown.
   *
   * @param value how it is stopped
   * @return a copy
   */
  public ChildSpec shutdown(Shutdown value) {
    return new ChildSpec(id, start, startTimeout, restart, value, significant, kind, modules);
  }

  /**
   * Returns a copy that is significant, or not.
   *
   * @param value whether its end may end the supervisor
   * @return a copy
   */
  public ChildSpec significant(boolean value) {
    return new ChildSpec(id, start, startTimeout, restart, shutdown, value, kind, modules);
  }

  /**
   * Returns a copy of another kind, for a child that a function starts.
   *
   * @param value its kind
   * @return a copy
   */
  public ChildSpec kind(Kind value) {
    return new ChildSpec(id, start, startTimeout, restart, shutdown, significant, value, modules);
  }

  /**
   * Returns a copy with other modules.
   *
   * @param value names of the modules whose code it runs
   * @return a copy
   */
  public ChildSpec modules(String... value) {
    return new ChildSpec(
        id, start, startTimeout, restart, shutdown, significant, kind, List.of(value));
  }
}
