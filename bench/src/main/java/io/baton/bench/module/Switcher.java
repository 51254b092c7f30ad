package io.baton.bench.module;

import io.baton.api.process.Pid;
import java.util.List;

/** A module whose servers have a state of its own class. */
public interface Switcher {
  /** Starts so many servers. */
  List<Pid> start(int servers);

  /** Asks each server to answer the caller with the number of its version. */
  void ask(List<Pid> servers);

  /** Ends all. */
  void stop(List<Pid> servers);
}
