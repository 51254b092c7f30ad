package io.baton.otp.version;

import io.baton.spi.Modules;
import io.baton.spi.StateChange;

/** Carries a state into a version. */
public interface StateCarrier {
  /**
   * Carries a state into a version by its structure.
   *
   * @throws io.baton.api.code.HandoverException if it does not convert
   */
  Object carry(Modules.Bound into, Object state);

  /**
   * Carries the state from version to version, by the module's {@code codeChange} if it has one.
   *
   * @throws io.baton.api.code.HandoverException if it does not convert
   * @throws io.baton.api.code.PurgedCodeException if the version is gone that it goes to
   */
  default Object change(StateChange.Between versions, Object state) {
    return carry(versions.to(), state);
  }
}
