package io.baton.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waiting for a message. */
final class Receive {
  private Receive() {}

  /** How long that is for {@link #take}; what is too long to count is for ever. */
  static long nanos(String what, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("%s must not be negative, was %s".formatted(what, time));
    }
    try {
      return time.toNanos();
    } catch (ArithmeticException _) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Waits on the thread of the process. An interrupt does not end the wait; it is there again
   * afterwards.
   *
   * @param after position in the mailbox from which on to look
   * @param nanos how long at most; {@link Long#MAX_VALUE} for ever
   * @return null if the time is over
   */
  static <T> @Nullable T take(LocalProcess me, Mailbox.Wanted<T> wanted, long after, long nanos) {
    me.slice.pauseIfOver();
    long start = nanos == Long.MAX_VALUE ? 0 : System.nanoTime();
    long position = after;
    boolean interrupted = false;
    try {
      while (true) {
        T message = me.mailbox.poll(wanted, position);
        me.checkAlive();
        if (message != null) {
          return message;
        }
        position = me.mailbox.position();
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
