package io.baton.api.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a supervisor knows of one child ({@code child_spec()}). Immutable; {@link #of} has the
 * defaults of OTP, the other functions give a copy with one value changed.
 *
 * @param id tells the children of one supervisor apart
 * @param start how it is started
 * @param startTimeout how long a start may take before it is given up; empty for ever, as in Erlang
 * @param restart when it is started again
 * @param shutdown how it is stopped
 * @param significant see {@link AutoShutdown}; never of a permanent child
 * @param kind what it is
 * @param modules whose code it runs, for who upgrades them
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
  /** How long a worker has to end, unless it is said otherwise. */
  public static final Duration DEFAULT_SHUTDOWN = Duration.ofSeconds(5);

  /** Checks what can be wrong of a child alone. */
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
   * A permanent child. A worker is told to end and has 5 s; a supervisor has all the time it needs.
   *
   * @param id tells the children of one supervisor apart
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
   * Another way to start it.
   *
   * @param value how
   * @return a copy
   */
  public ChildSpec start(Start value) {
    return new ChildSpec(id, value, startTimeout, restart, shutdown, significant, kind, modules);
  }

  /**
   * A bound for its start.
   *
   * @param time how long a start may take; the process is killed then, and the start has failed
   *     with {@code timeout}
   * @return a copy
   */
  public ChildSpec startWithin(Duration time) {
    return new ChildSpec(
        id, start, Optional.of(time), restart, shutdown, significant, kind, modules);
  }

  /**
   * When it is started again.
   *
   * @param value when
   * @return a copy
   */
  public ChildSpec restart(Restart value) {
    return new ChildSpec(id, start, startTimeout, value, shutdown, significant, kind, modules);
  }

  /**
   * How it is stopped.
   *
   * @param value how
   * @return a copy
   */
  public ChildSpec shutdown(Shutdown value) {
    return new ChildSpec(id, start, startTimeout, restart, value, significant, kind, modules);
  }

  /**
   * Whether its end may end the supervisor.
   *
   * @param value whether
   * @return a copy
   */
  public ChildSpec significant(boolean value) {
    return new ChildSpec(id, start, startTimeout, restart, shutdown, value, kind, modules);
  }

  /**
   * What it is, if a function starts it.
   *
   * @param value what
   * @return a copy
   */
  public ChildSpec kind(Kind value) {
    return new ChildSpec(id, start, startTimeout, restart, shutdown, significant, value, modules);
  }

  /**
   * Whose code it runs.
   *
   * @param value names of modules
   * @return a copy
   */
  public ChildSpec modules(String... value) {
    return new ChildSpec(
        id, start, startTimeout, restart, shutdown, significant, kind, List.of(value));
  }
}
