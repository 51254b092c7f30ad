package io.baton.api.code;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Callback of the component of a module when its version has become current, and the version before
 * it has taken leave ({@link OnOld}).
 *
 * <p>It is the time to take what the version before has handed over, and to begin with what only
 * one version may do. Qualified calls reach the version before this runs.
 *
 * <p>It runs in a process of its own, one callback of a module after the other, for every object
 * that the component is made again with as well. It has {@code leave.timeout.ms} of the
 * configuration {@code io.baton.code}; then its process is killed.
 */
@ConsumerType
@FunctionalInterface
public interface OnCurrent {
  /**
   * Begins.
   *
   * @param handed what the version before has handed over; empty for the first version
   * @throws Exception if it cannot begin; that is logged, and the version stays current
   */
  void onCurrent(Handed handed) throws Exception;
}
