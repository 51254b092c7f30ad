package io.baton.otp;

import io.baton.api.spi.Modules;

/** How a state comes into a version. */
@FunctionalInterface
interface Carrying {
  /**
   * Carries the state into a version.
   *
   * @throws io.baton.api.code.HandoverException if it does not cross
   */
  Object carry(Modules.Bound into, Object state);
}
