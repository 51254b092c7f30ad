package io.baton.launcher;

/** Baton cannot be started as asked; the message says what is wrong with which file or bundle. */
class LaunchException extends Exception {
  private static final long serialVersionUID = 1L;

  LaunchException(String message) {
    super(message);
  }

  LaunchException(String message, Throwable cause) {
    super(message + ": " + Failures.describe(cause), cause);
  }

  /** The exit status that this makes of the process. */
  int status() {
    return Main.FAILED;
  }
}
