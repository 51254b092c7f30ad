package io.baton.api.compiler;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A message of the compiler.
 *
 * @param kind whether it keeps the source from being compiled
 * @param file the file or folder that it concerns
 * @param position the place in it; empty if it concerns the whole
 * @param message one or more lines, the first of which says what is wrong
 */
public record Diagnostic(Kind kind, Path file, Optional<Position> position, String message) {
  /** Kinds of messages. */
  public enum Kind {
    /** What keeps a source from being compiled. */
    ERROR,
    /** What is probably a mistake. */
    WARNING
  }

  /**
   * A place in a file.
   *
   * @param line from 1
   * @param column the character in the line, from 1
   * @param text the line
   */
  public record Position(int line, int column, String text) {}
}
