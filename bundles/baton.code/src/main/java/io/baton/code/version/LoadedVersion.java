package io.baton.code.version;

import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.Target;

/**
 * The code of one version: a class loader, and what calls reach. Plain Java: it knows no bundle and
 * no service.
 *
 * @param callable what calls reach
 */
public record LoadedVersion(Target.Callable callable) {
  /** Its identity, as users know it. */
  public ModuleVersion id() {
    return callable.version();
  }

  /** The class loader of its code. */
  public ClassLoader loader() {
    return callable.loader();
  }

  @Override
  public String toString() {
    return id().toString();
  }
}
