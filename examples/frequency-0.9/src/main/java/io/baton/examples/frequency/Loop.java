package io.baton.examples.frequency;

import io.baton.api.process.Next;

/**
 * What the server continues with; not exported, so nobody can call it through the module's name.
 */
interface Loop {
  /** One turn of the server. */
  Next loop(Pool pool);
}
