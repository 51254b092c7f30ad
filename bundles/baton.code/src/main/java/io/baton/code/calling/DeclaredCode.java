package io.baton.code.calling;

import io.baton.api.code.ModuleVersion;
import io.baton.code.exports.Exports;

/**
 * The code of a version that is only checked: its classes are loaded, and none of it has run.
 *
 * @param version whose
 * @param type of the object that its component would be
 * @param loader of the version
 * @param exports its functions
 */
public record DeclaredCode(
    ModuleVersion version, Class<?> type, ClassLoader loader, Exports exports)
    implements VersionCode {
  /**
   * There is none.
   *
   * @throws IllegalStateException always: what asks for it would run code of the version
   */
  @Override
  public Object instance() {
    throw new IllegalStateException(version + " is only checked, and has no object");
  }
}
