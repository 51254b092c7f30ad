package io.baton.examples.counter;

import io.baton.api.code.Doc;
import io.baton.api.server.Started;

/** Exported functions of the module. */
public interface Counter {
  @Doc("start the server, and register it as counter")
  Started start();

  @Doc("return the count, which then goes up by one")
  int next();
}
