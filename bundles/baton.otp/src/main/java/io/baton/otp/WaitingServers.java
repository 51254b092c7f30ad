package io.baton.otp;

import io.baton.api.process.Processes;
import io.baton.api.spi.ProcessTable;

/**
 * Lets the servers of a module look at what has become current, though they have nothing to do. So
 * a server that waits keeps nothing of the version before, and one whose state does not cross is
 * known to linger, soon after the load.
 */
final class WaitingServers {
  private static final Message.Look LOOK = new Message.Look();

  private final ProcessTable processes;

  WaitingServers(ProcessTable processes) {
    this.processes = processes;
  }

  /** Never blocks; each of them looks when its turn comes. */
  void look(String module) {
    for (ProcessTable.Running process : processes.running()) {
      if (process.turn().orElse(null) instanceof Loop loop && loop.runs(module)) {
        Processes.send(process.pid(), LOOK);
      }
    }
  }
}
