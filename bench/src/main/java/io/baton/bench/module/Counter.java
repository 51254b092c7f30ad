package io.baton.bench.module;

import io.baton.api.process.Pid;

/** What the module {@code counter} exports. */
public interface Counter {
  /** Calls a server so many times. */
  void calls(Pid server, int calls);
}
