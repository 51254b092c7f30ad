package io.baton.api.process;

/**
 * Thrown when a call of a server gets no reply: the server has ended, there was none, or the
 * timeout has elapsed. It is the exit of the caller that Erlang's {@code gen_server:call} makes: a
 * process that does not catch it ends with {@link #reason()}, and a thread that is no process may
 * handle it as any exception. The request itself may have been handled all the same. A reply that
 * comes later is dropped.
 */
public final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ExitReason.CallFailed reason;

  /**
   * Creates the exception for a call without a reply.
   *
   * @param reason why, and which call
   */
  public CallFailedException(ExitReason.CallFailed reason) {
    super(reason.toString());
    this.reason = reason;
  }

  /**
   * Returns why the caller ends if it does not catch this, such as {@code {timeout, {gen_server,
   * call, […]}}}.
   *
   * @return the reason, with the call
   */
  public ExitReason.CallFailed reason() {
    return reason;
  }
}
