package io.baton.api.process;

/**
 * Error that ends the process when it propagates out of it. Thrown by {@link
 * Processes#exit(ExitReason)}, and out of every function of {@link Processes} once another process
 * has ended the calling one. It is an {@code Error} so that {@code catch (Exception e)} lets it
 * pass; {@code finally} blocks run. Catching it does not keep an ended process alive: the next
 * function throws it again.
 */
public final class ProcessExit extends Error {
  private static final long serialVersionUID = 1L;

  private final transient ExitReason reason;

  /**
   * Creates an exit with a reason, without a stack trace.
   *
   * @param reason what links and monitors will see
   */
  public ProcessExit(ExitReason reason) {
    super(null, null, false, false);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return "process exit: " + reason; // not before somebody asks: a purge throws very many
  }

  /**
   * Returns why the process ends.
   *
   * @return the reason that links and monitors see
   */
  public ExitReason reason() {
    return reason;
  }
}
