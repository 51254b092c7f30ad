package io.baton.examples.countertree;

import io.baton.api.server.Started;

/** Exported functions of the module. */
public interface CounterTree {
  /** Starts the supervisor, with the name {@code counter_tree}, and with it the counter. */
  Started start();
}
