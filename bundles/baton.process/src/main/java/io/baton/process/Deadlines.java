package io.baton.process;

import io.baton.api.spi.Log;
import io.baton.api.spi.Rounds;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Wakes who waits for an answer when its time is nearly over; only then it sets an exact timer.
 * Nearly every answer comes long before, and setting and cancelling a timer takes longer than all
 * the rest of a call.
 *
 * <p>It is a platform thread: processes that compute may occupy all carriers.
 */
final class Deadlines {
  private static final Log LOG = Log.of("io.baton.process");

  /** Who has more time than this left waits without a timer. */
  static final long EXACT_NANOS = Duration.ofMillis(500).toNanos();

  private static final long TICK_NANOS = Duration.ofMillis(200).toNanos();

  private final Supplier<Collection<LocalProcess>> processes;
  private final Thread thread;

  /** Written by who stops this, read by its thread. */
  private volatile boolean stopping;

  Deadlines(Supplier<Collection<LocalProcess>> processes) {
    this.processes = processes;
    thread = Thread.ofPlatform().daemon().name("baton-deadlines").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    Runnable round = this::round; // made while there is memory
    while (!stopping) {
      LockSupport.parkNanos(this, TICK_NANOS);
      Rounds.survive(LOG, round);
    }
  }

  private void round() {
    long soon = System.nanoTime() + EXACT_NANOS;
    processes.get().forEach(process -> process.wakeWhoIsDue(soon));
  }
}
