package io.baton.api.code;

/**
 * Thrown when a value of one version has no counterpart in another. The value and its holder are
 * unchanged.
 */
public final class HandoverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception for a value that cannot cross.
   *
   * @param message names the type, the path to the field, both versions, and what to do
   */
  public HandoverException(String message) {
    super(message);
  }
}
