package io.baton.limits;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How many threads and processes take a resource now. */
final class Takers {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A process may end without memory before it has run anything, so it does not count itself. */
  private static final Queue<Pid> PROCESSES = new ConcurrentLinkedQueue<>();

  private Takers() {}

  static void count(int more) {
    COUNT.addAndGet(more);
  }

  /** Counts a process as long as it lives. */
  static void count(Pid process) {
    PROCESSES.add(process);
  }

  static int count() {
    PROCESSES.removeIf(process -> !Processes.isAlive(process));
    return COUNT.get() + PROCESSES.size();
  }

  /** Takes it on a thread of its own. */
  static void begin(Runnable taking) {
    count(1);
    Thread _ =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                taking.run();
              } finally {
                count(-1);
              }
            });
  }
}
