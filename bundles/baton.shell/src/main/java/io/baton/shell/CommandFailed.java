package io.baton.shell;

import java.util.Objects;

/** Failure of a command; the message is all that a person needs. */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailed(String message) {
    super(message, null, false, false);
  }

  /**
   * Returns the message, which the shell prints; the name of this class is of no use to a person.
   */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // the message is right, the class before it is not
  public String toString() {
    return Objects.requireNonNullElse(getMessage(), "");
  }
}
