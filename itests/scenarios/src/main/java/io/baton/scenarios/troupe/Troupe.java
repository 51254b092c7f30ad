package io.baton.scenarios.troupe;

import io.baton.api.process.Pid;

/** The exported functions of the troupe. */
public interface Troupe {
  /** Its name as a module. */
  String MODULE = "troupe";

  /** Starts a child that runs a module's loop, linked, under a name. */
  Pid start(String name, String module);
}
