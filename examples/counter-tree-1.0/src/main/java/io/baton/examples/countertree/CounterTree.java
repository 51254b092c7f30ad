package io.baton.examples.countertree;

import io.baton.api.code.Doc;
import io.baton.api.server.Started;

/** Exported functions of the module. */
public interface CounterTree {
  @Doc("start the supervisor, register it as counter_tree, and start the counter")
  Started start();
}
