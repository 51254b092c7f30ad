package io.baton.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

  /**
   * Runs without a shell until it is stopped.
   *
   * @param logs where what is printed goes; empty for the process's own streams
   */
  record Foreground(Optional<Path> logs) implements Action {}

  /**
   * Something that concerns a Baton that runs by itself.
   *
   * @param verb what
   * @param options the options of a start, as they were given
   */
  record Service(Verb verb, List<String> options) implements Action {}

  /** What can be done with a Baton that runs by itself. */
  enum Verb {
    START,
    STOP,
    RESTART,
    STATUS
  }

  /**
   * Does something in the Baton that runs.
   *
   * @param what a shell, commands or a script
   */
  record Attach(Action what) implements Action {}

  /** Prints the usage. */
  record Help() implements Action {}

  /** Prints the versions of Baton, Java and the framework. */
  record Version() implements Action {}
}
