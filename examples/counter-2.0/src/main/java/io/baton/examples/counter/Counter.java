package io.baton.examples.counter;

import io.baton.api.server.Started;

/** Exported functions of the module. */
public interface Counter {
  /** Starts the server, with the name {@code counter}. */
  Started start();

  /** The count, which goes up by one. */
  int next();

  /** The count, which is zero from now on. */
  int reset();
}
