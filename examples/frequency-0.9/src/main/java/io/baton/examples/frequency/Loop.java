package io.baton.examples.frequency;

import io.baton.api.process.Next;

/**
 * Functions that the server continues with; not exported, so it cannot be called through the
 * module's name.
 */
interface Loop {
  /** One turn of the server. */
  Next loop(Pool pool);
}
