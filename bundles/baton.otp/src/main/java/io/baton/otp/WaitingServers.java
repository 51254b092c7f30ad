package io.baton.otp;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.spi.ProcessTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the servers of a module look at what has become current, though they have nothing to do. So
 * a server that waits keeps nothing of the version before, and one whose state does not cross is
 * known to linger, soon after the load. Very many are not woken all at once: those that have
 * messages to handle come first, and have switched by then.
 */
final class WaitingServers {
  private static final Message.Look LOOK = new Message.Look();

  /** How many are woken at once. */
  private static final int FEW = 1_000;

  /** How long the next have to wait. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final ProcessTable processes;

  /** Written by who stops, read by who wakes. */
  private volatile boolean stopped;

  WaitingServers(ProcessTable processes) {
    this.processes = processes;
  }

  private record Due(Loop loop, Pid pid) {}

  /** Never blocks; each of them looks when its turn comes. */
  void look(String module) {
    Queue<Due> due = new ArrayDeque<>();
    for (ProcessTable.Running process : processes.running()) {
      if (process.turn().orElse(null) instanceof Loop loop && loop.runs(module)) {
        due.add(new Due(loop, process.pid()));
      }
    }
    wakeSome(module, due);
    if (!due.isEmpty()) {
      Thread _ =
          Thread.ofPlatform()
              .daemon()
              .name("baton-servers of " + module)
              .start(() -> wakeAll(module, due));
    }
  }

  private void wakeAll(String module, Queue<Due> due) {
    while (!due.isEmpty() && !stopped) {
      LockSupport.parkNanos(this, PAUSE.toNanos());
      wakeSome(module, due);
    }
  }

  private static void wakeSome(String module, Queue<Due> due) {
    Due next;
    for (int i = 0; i < FEW && (next = due.poll()) != null; i++) {
      if (!next.loop().hasSwitched(module)) {
        Processes.send(next.pid(), LOOK);
      }
    }
  }

  void stop() {
    stopped = true;
  }
}
