package io.baton.scenarios.words;

import io.baton.api.process.Next;

/** Where a process that a puppet starts waits until the stage knows it. It is in no module. */
public interface Gate {
  /**
   * Waits for {@link BeginNow}.
   *
   * @param then what comes after
   * @return that
   */
  Next enter(Next then);
}
