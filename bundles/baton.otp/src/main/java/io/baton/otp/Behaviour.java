package io.baton.otp;

import io.baton.api.process.ExitReason;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.spi.Modules;

/**
 * What differs between the behaviours: how a message becomes a call of the module. It has no state
 * of its own, so one object serves all servers.
 */
interface Behaviour {
  /** The first state. */
  Init<Object> init(Modules.Bound version, Object argument);

  /** Handles a {@link Message} or anything else that was sent. */
  Handled<Object> handle(Modules.Bound version, Object message, Object state);

  /** Cleans up. */
  void terminate(Modules.Bound version, ExitReason reason, Object state);

  /**
   * Carries the state into a version.
   *
   * @throws io.baton.api.code.HandoverException if it does not cross
   */
  Object carry(Modules.Bound into, Object state);
}
