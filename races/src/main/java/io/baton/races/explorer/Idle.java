package io.baton.races.explorer;

import io.baton.api.process.Next;

/** What the module of an idle process exports. Shared by its versions. */
public interface Idle {
  /** Waits until it may begin, and goes on with the loop. */
  Next begin(Taken taken);

  /** Takes one message and stops, or goes on in the version that has come. */
  Next loop(Taken taken);
}
