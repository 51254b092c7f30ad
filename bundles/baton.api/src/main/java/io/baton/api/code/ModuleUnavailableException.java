package io.baton.api.code;

/**
 * A qualified call has waited for a module whose component, or whose bundle, is away, and it has
 * not come back within the bound. Nothing was run; the same call may succeed later.
 *
 * <p>The bound is {@code gap.timeout.ms} of the configuration with the PID {@code io.baton.code}.
 */
public final class ModuleUnavailableException extends UndefinedFunctionException {
  private static final long serialVersionUID = 1L;

  /**
   * An unavailable module.
   *
   * @param message names the module, since when it is away, and what is missing
   */
  public ModuleUnavailableException(String message) {
    super(message);
  }
}
