package io.baton.shell.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Failure of a command; the message is all that a person needs. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates a failure that the message explains. */
  public CommandFailed(String message) {
    this(message, null);
  }

  /** Creates a failure for which the command {@code e} prints the stack of the cause. */
  public CommandFailed(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
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
