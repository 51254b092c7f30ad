package io.baton.otp;

import io.baton.api.spi.Modules;

/** A callback has not begun, because its version cannot be called now; it may begin later. */
final class InGap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Modules.Gap gap;

  InGap(Modules.Gap gap) {
    super("the module is away", null, false, false);
    this.gap = gap;
  }

  Modules.Gap gap() {
    return gap;
  }
}
