package io.baton.process;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets nothing of a process arrive after the news of its end. It is true while the process's own
 * thread puts a message into a mailbox; who ends the process reads it.
 *
 * <p>The thread says that it sends without a barrier, which would cost more than the rest of the
 * send. What it wrote before it could read that it has ended is seen a moment later at most.
 */
final class Outbox extends AtomicBoolean {
  private static final long serialVersionUID = 1L;

  /** Longer than any processor keeps a write to itself. */
  private static final long MOMENT_NANOS = 1_000;

  /** Puts a message of the process into a mailbox; false if the process has ended. */
  boolean send(LocalProcess from, LocalProcess to, Object message) {
    setOpaque(true);
    try {
      if (from.ended() != null) {
        return false;
      }
      to.mailbox.send(message);
      return true;
    } finally {
      setRelease(false);
    }
  }

  /**
   * Called by who has ended the process: when it returns, no message of it arrives any more. A
   * thread that waits does not send.
   */
  void awaitSent(Thread runner) {
    if (runner == Thread.currentThread() || runner.getState() != Thread.State.RUNNABLE) {
      return;
    }
    long start = System.nanoTime();
    while (System.nanoTime() - start < MOMENT_NANOS) {
      Thread.onSpinWait();
    }
    while (getAcquire() && runner.getState() == Thread.State.RUNNABLE) {
      LockSupport.parkNanos(this, MOMENT_NANOS);
    }
  }
}
