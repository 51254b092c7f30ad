package io.baton.api.code;

/**
 * Thrown when a qualified call finds no such function in the current version, or no current version
 * (Erlang's {@code undef}). Nothing was run.
 */
public class UndefinedFunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception for an undefined function.
   *
   * @param message names module, function and what the module exports instead
   */
  public UndefinedFunctionException(String message) {
    super(message);
  }
}
