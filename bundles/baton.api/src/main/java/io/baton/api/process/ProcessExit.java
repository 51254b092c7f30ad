package io.baton.api.process;

/**
 * Ends the process that it passes through. Thrown by {@link Processes#exit(ExitReason)}, and out of
 * every function of {@link Processes} once the calling process has been told to end by somebody
 * else. It is an {@code Error} so that {@code catch (Exception e)} lets it pass; {@code finally}
 * blocks run. Catching it does not save a process that was told to end: the next function throws it
 * again.
 */
public final class ProcessExit extends Error {
  private static final long serialVersionUID = 1L;

  private final transient ExitReason reason;

  /**
   * An exit with a reason, without a stack trace.
   *
   * @param reason what links and monitors will see
   */
  public ProcessExit(ExitReason reason) {
    super("process exit: " + reason, null, false, false);
    this.reason = reason;
  }

  /**
   * Why the process ends.
   *
   * @return the reason that links and monitors see
   */
  public ExitReason reason() {
    return reason;
  }
}
