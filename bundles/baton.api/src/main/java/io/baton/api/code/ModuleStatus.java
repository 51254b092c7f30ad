package io.baton.api.code;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The versions of a module at one moment.
 *
 * @param module its name
 * @param current the version that qualified calls reach; empty after a delete
 * @param old the version before, still finishing its work
 * @param lingering the processes and threads in the old version
 * @param fenced the processes that a purge killed and that are still in the purged version, because
 *     nothing reaches their threads there: native code, a loop of the JDK, a lock that another
 *     thread holds. Dead to everyone; each ends when its thread returns
 * @param wired bundles that are wired to the old version, or to one that was purged
 * @param away since when the current version has no object that calls could reach, and why: what
 *     its callers get in a {@link ModuleUnavailableException}; empty if it has such an object
 */
public record ModuleStatus(
    String module,
    Optional<ModuleVersion> current,
    Optional<ModuleVersion> old,
    List<Lingering> lingering,
    List<Lingering> fenced,
    List<WiredBundle> wired,
    Optional<Away> away) {
  /**
   * A current version whose component or bundle is unavailable. Calls of it wait, within a bound.
   *
   * @param since when it became unavailable
   * @param why what is missing
   */
  public record Away(Instant since, String why) {}
}
