package io.baton.launcher;

import java.nio.file.Path;
import java.util.List;

/** Action that the command line asks for. */
sealed interface Action {
  /** A shell: with a terminal an interactive one, else the commands on standard input. */
  record Shell() implements Action {}

  /** Runs {@code text}, prints what each command returns, and ends. */
  record Commands(String text) implements Action {}

  /**
   * Runs the script in {@code file}, which finds {@code arguments} as {@code $args} and {@code
   * $1}…, and ends.
   */
  record Script(Path file, List<String> arguments) implements Action {}

  /** Prints the usage. */
  record Help() implements Action {}

  /** Prints the versions of Baton, Java and the framework. */
  record Version() implements Action {}
}
