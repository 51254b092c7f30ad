package io.baton.limits;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * How many threads and processes take a resource now. They are counted by whether they live: one
 * that ends without memory, before it has run anything, could not count itself.
 */
final class Takers {
  private static final Queue<Pid> PROCESSES = new ConcurrentLinkedQueue<>();
  private static final Queue<Thread> THREADS = new ConcurrentLinkedQueue<>();

  private Takers() {}

  /** Counts a process as long as it lives. */
  static void count(Pid process) {
    PROCESSES.add(process);
  }

  static int count() {
    PROCESSES.removeIf(process -> !Processes.isAlive(process));
    THREADS.removeIf(thread -> !thread.isAlive());
    return PROCESSES.size() + THREADS.size();
  }

  /** Takes it on a thread of its own. */
  static void begin(Runnable taking) {
    THREADS.add(Thread.ofPlatform().daemon().start(taking));
  }
}
