package io.baton.process;

import org.jspecify.annotations.Nullable;

/** Waiting for a message. */
final class Receive {
  private Receive() {}

  /**
   * Waits on the thread of the process. An interrupt does not end the wait; it is there again
   * afterwards.
   *
   * @param after position in the mailbox from which on to look
   * @param nanos how long at most; {@link Long#MAX_VALUE} for ever
   * @return null if the time is over
   */
  static <T> @Nullable T take(LocalProcess me, Mailbox.Wanted<T> wanted, long after, long nanos) {
    me.slice().pauseIfOver();
    long start = nanos == Timeout.FOREVER_NANOS ? 0 : System.nanoTime();
    long position = after;
    boolean interrupted = false;
    try {
      while (true) {
        T message = me.mailbox().poll(wanted, position);
        me.checkAlive();
        if (message != null) {
          return message;
        }
        position = me.mailbox().position();
        long rest = nanos == Timeout.FOREVER_NANOS ? nanos : nanos - (System.nanoTime() - start);
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
