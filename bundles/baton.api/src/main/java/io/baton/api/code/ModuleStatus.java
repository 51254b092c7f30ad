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
 * @param lingering who is in the old version
 * @param fenced who was killed by a purge and is still in the version that was purged, because
 *     nothing reaches its thread there: native code, a loop of the JDK, a lock that somebody else
 *     holds. Dead to everyone, and ends when it comes back
 * @param wired bundles that are wired to the old version, or to one that was purged
 * @param away since when the current version has no object that calls could reach, and why: what
 *     its callers get in a {@link ModuleUnavailableException}; empty if it has one
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
   * A current version whose component or bundle is away. Calls of it wait, within a bound.
   *
   * @param since when it went
   * @param why what is missing
   */
  public record Away(Instant since, String why) {}
}
