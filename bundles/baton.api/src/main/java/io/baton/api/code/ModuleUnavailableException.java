package io.baton.api.code;

/**
 * Thrown when a qualified call has waited for a module whose component or bundle is unavailable,
 * and it did not become available within the bound. Nothing was run; the same call may succeed
 * later.
 *
 * <p>The bound is {@code gap.timeout.ms} of the configuration with the PID {@code io.baton.code}.
 */
public final class ModuleUnavailableException extends UndefinedFunctionException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception for an unavailable module.
   *
   * @param message names the module, since when it is unavailable, and what is missing
   */
  public ModuleUnavailableException(String message) {
    super(message);
  }
}
