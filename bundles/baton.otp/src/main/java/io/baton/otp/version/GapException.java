package io.baton.otp.version;

import io.baton.api.spi.Modules;

/** A callback has not begun, because its version cannot be called now; it may begin later. */
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
