package io.baton.api.code;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Callback of the component of a module when its version has become old: another one is current, or
 * the module was deleted. Erlang has no counterpart: there, a process that owns a port or a file
 * switches to the next version with it.
 *
 * <p>It is the time to stop what would be done twice (timers, consumers, pollers), to flush what is
 * buffered, and to hand over what can exist once only. Qualified calls reach the current version
 * already; those that are under way in this one go on, and so do its processes.
 *
 * <p>It runs in a process of its own, one callback of a module after the other, and may use the
 * threads and executors of its version. It has {@code leave.timeout.ms} of the configuration {@code
 * io.baton.code}; then its process is killed. While it runs, its process is in the old version: a
 * soft purge finds it there, and a purge kills it.
 *
 * <p>When the version is purged, its component is deactivated: that is the last of it, whether this
 * has returned or not.
 */
@ConsumerType
@FunctionalInterface
public interface OnOld {
  /**
   * Takes leave.
   *
   * @param leave takes what is handed over to the next version
   * @throws Exception if the version cannot take leave; that is logged, and the next version gets
   *     what was handed over before
   */
  void onOld(Leave leave) throws Exception;
}
