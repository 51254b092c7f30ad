package io.baton.api.code;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A change of a module: a version has become current, was deleted or was purged.
 *
 * @param module its name
 * @param current the version that is current now; empty if there is none
 * @param left the version that has become old, or was purged; empty if the first one was loaded
 * @param purged whether it was purged
 * @param ofLeft whether a class is of that version; does not keep it in memory
 */
public record VersionChange(
    String module,
    Optional<ModuleVersion> current,
    Optional<ModuleVersion> left,
    boolean purged,
    Predicate<Class<?>> ofLeft) {
  @Override
  public String toString() {
    String gone = left.map(v -> v + (purged ? " was purged" : " is old")).orElse("");
    String now = current.map(v -> v + " is current").orElse(module + " has no current version");
    return gone.isEmpty() ? now : gone + ", " + now;
  }
}
