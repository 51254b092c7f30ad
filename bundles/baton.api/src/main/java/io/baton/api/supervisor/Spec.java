package io.baton.api.supervisor;

/** Result of {@link Supervisor#init}. */
public sealed interface Spec permits SupervisorSpec, Spec.Ignore {
  /** A supervisor that is not needed ({@code ignore}). */
  record Ignore() implements Spec {}

  /**
   * Returns the result of a supervisor that is not needed.
   *
   * @return the result
   */
  static Spec ignore() {
    return new Ignore();
  }
}
