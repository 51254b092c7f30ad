package io.baton.api.code;

/** Code of a purged version was asked to run (Erlang's {@code badfun}). Nothing was run. */
public final class PurgedCodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A call into purged code.
   *
   * @param message names module and version
   */
  public PurgedCodeException(String message) {
    super(message);
  }
}
