package io.baton.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waiting for a message. */
final class Receive {
  private Receive() {}

  /** How long that is for {@link #take}; what is too long to count is for ever. */
  static long nanos(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a time-out must not be negative, was " + timeout);
    }
    try {
      return timeout.toNanos();
    } catch (ArithmeticException _) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Waits on the thread of the process. An interrupt does not end the wait; it is there again
   * afterwards.
   *
   * @param nanos how long at most; {@link Long#MAX_VALUE} for ever
   * @return null if the time is over
   */
  static <T> @Nullable T take(LocalProcess me, Mailbox.Wanted<T> wanted, long nanos) {
    long start = nanos == Long.MAX_VALUE ? 0 : System.nanoTime();
    boolean interrupted = false;
    try {
      while (true) {
        T message = me.mailbox.poll(wanted);
        me.checkAlive();
        if (message != null) {
          return message;
        }
        long rest = nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start);
        if (rest <= 0) {
          return null;
        }
        me.await(wanted.type(), rest);
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
