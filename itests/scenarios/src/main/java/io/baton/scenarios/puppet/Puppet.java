package io.baton.scenarios.puppet;

import io.baton.api.process.Next;

/** The exported functions of a puppet. */
public interface Puppet {
  /** Waits for an instruction, carries it out, and continues. */
  Next loop(State state);

  /** The number of the version that answers. */
  int vsn();
}
