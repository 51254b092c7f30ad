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
  CONSTRUCT,
  /**
   * Compares the types that the current version declares for states and messages as well, whether
   * there are values of them or not: the type arguments of its behaviour, the parameters and
   * results of its functions, and the data classes that its code names as {@code X.class}, to
   * receive them, say. A loop that the file does not export is refused. For a check where no
   * process runs, in a build.
   */
  DECLARED
}
