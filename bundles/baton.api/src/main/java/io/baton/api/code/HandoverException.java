package io.baton.api.code;

/**
 * A value of one version has no counterpart in another. The value is unchanged, and so is whoever
 * held it.
 */
public final class HandoverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A value that cannot cross.
   *
   * @param message names the type, the path to the field, both versions, and what to do
   */
  public HandoverException(String message) {
    super(message);
  }
}
