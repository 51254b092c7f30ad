package io.baton.races.explorer;

import io.baton.api.process.Next;

/** What the module exports. Shared by its versions. */
public interface Loop {
  /** What a process does: tells the witness, and stops. */
  Next loop(Witness witness);

  /** Code that outlives its version: tells the witness, too. */
  Runnable lambda(Witness witness);
}
