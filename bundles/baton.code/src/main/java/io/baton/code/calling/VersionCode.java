package io.baton.code.calling;

import io.baton.code.exports.Exports;
import io.baton.spi.Modules;

/** The code of one version, whether its object is made or not. */
public sealed interface VersionCode extends Modules.Bound permits Target.Callable, DeclaredCode {
  /** Its functions. */
  Exports exports();
}
