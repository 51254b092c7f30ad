package io.baton.api.process;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The identity of a process. It stays valid as a value forever, even after the process has ended,
 * and is never given to another process. Thread-safe; equal to itself only.
 *
 * <p>Prints as {@code <42>}, where 42 is its {@link #number()}.
 */
@ProviderType
public interface Pid {
  /**
   * Returns the number of this pid, unique in the running system.
   *
   * @return at least 1, ascending in the order of creation
   */
  long number();
}
