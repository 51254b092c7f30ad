package io.baton.api.supervisor;

import org.osgi.annotation.versioning.ProviderType;

/** Result of {@link Supervisor#init}. */
@ProviderType
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
