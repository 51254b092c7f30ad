package io.baton.api.supervisor;

/** What {@link Supervisor#init} returns. */
public sealed interface Spec permits SupervisorSpec, Spec.Ignore {
  /** There need not be a supervisor ({@code ignore}). */
  record Ignore() implements Spec {}

  /**
   * There need not be a supervisor.
   *
   * @return the result
   */
  static Spec ignore() {
    return new Ignore();
  }
}
