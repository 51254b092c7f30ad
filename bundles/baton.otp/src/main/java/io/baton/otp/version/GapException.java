package io.baton.otp.version;

import io.baton.spi.Modules;

/**
 * Thrown if a callback has not begun, because its module cannot be called now; it can run later.
 */
public final class GapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Modules.Gap gap;

  GapException(Modules.Gap gap) {
    super("the module is away", null, false, false);
    this.gap = gap;
  }

  public Modules.Gap gap() {
    return gap;
  }
}
