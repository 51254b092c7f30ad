package io.baton.api.code;

/**
 * A qualified call found no such function in the current version, or no current version (Erlang's
 * {@code undef}). Nothing was run.
 */
public class UndefinedFunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An undefined function.
   *
   * @param message names module, function and what the module exports instead
   */
  public UndefinedFunctionException(String message) {
    super(message);
  }
}
