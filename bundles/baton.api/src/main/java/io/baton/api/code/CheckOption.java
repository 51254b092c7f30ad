package io.baton.api.code;

import java.nio.file.Path;

/**
 * Options of a {@link CodeLoader#check(Path, CheckOption...) check}: what it does beyond reading
 * what a file declares.
 */
public enum CheckOption {
  /**
   * Starts the version and makes its component, so code of it runs: static initialisers, an
   * activator, the constructor and activation of its component, and their end; not {@link OnLoad}.
   * All of it is ended when the check is over.
   */
  CONSTRUCT
}
