package io.baton.process.reply;

import io.baton.process.schedule.ServiceThread;
import io.baton.process.state.AwaitedReply;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Wakes callers that wait for a reply shortly before their time-out; only then they set an exact
 * timer. Nearly every reply comes long before, and to set and cancel a timer takes longer than all
 * the rest of a call.
 *
 * <p>It runs on a platform thread: processes that compute may occupy all carriers.
 */
final class Deadlines {
  /** Less than {@link AwaitedReply#EXACT}, so that no deadline is missed. */
  private static final Duration TICK = Duration.ofMillis(200);

  private final Supplier<Collection<LocalProcess>> processes;
  private final ServiceThread thread;

  Deadlines(Supplier<Collection<LocalProcess>> processes) {
    this.processes = processes;
    thread = new ServiceThread("baton-deadlines", TICK, this::round, () -> {});
  }

  void start() {
    thread.start();
  }

  void stop() {
    thread.stop();
  }

  private void round() {
    long soon = System.nanoTime() + AwaitedReply.EXACT.toNanos();
    processes.get().forEach(process -> process.wakeDue(soon));
  }
}
