package io.baton.shell;

import java.util.Objects;

/** A command could not do what it was asked; the message is all that a person needs. */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailed(String message) {
    super(message, null, false, false);
  }

  /** The shell prints this; the name of this class says nothing to a person. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // the message is right, the class before it is not
  public String toString() {
    return Objects.requireNonNullElse(getMessage(), "");
  }
}
