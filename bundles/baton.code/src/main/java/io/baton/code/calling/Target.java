package io.baton.code.calling;

import io.baton.api.code.ModuleVersion;
import io.baton.api.spi.Modules;
import org.jspecify.annotations.Nullable;

/**
 * What qualified calls of a module reach: one version, or none.
 *
 * @param module name of the module
 * @param code the version's code; null if there is no current version
 */
public record Target(String module, @Nullable Callable code) implements ModuleSwitch.State {
  /**
   * The callable side of a version.
   *
   * @param version whose
   * @param instance the module's service
   * @param loader of the version
   * @param exports its functions
   */
  public record Callable(
      ModuleVersion version, Object instance, ClassLoader loader, Exports exports)
      implements Modules.Bound {}

  @Override
  public Target target() {
    return this;
  }

  /** Identity: two loads of the same version are two targets. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
