package com.example.tickets;

import io.baton.api.code.Doc;
import io.baton.api.server.Started;

/** What the module {@code tickets} exports. */
public interface Tickets {
  @Doc("start to give out numbers")
  Started start();

  @Doc("take the next number")
  int take();
}
