package io.baton.launcher;

/** The command line asks for something that cannot be had; nothing was started. */
final class UsageException extends LaunchException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  @Override
  int status() {
    return Main.MISUSED;
  }
}
