package io.baton.process.mailbox;

import io.baton.api.process.MailboxFullException;
import io.baton.api.process.SpawnOptions.WhenFull;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Maximum length of a mailbox, and the treatment of messages beyond it. */
public final class MailboxBound {
  private final int limit;
  private final WhenFull whenFull;

  /** Number of messages in the mailbox; written by senders and by the owner. */
  private final AtomicInteger length = new AtomicInteger();

  /** Written by senders, read by threads that report on it. */
  private final AtomicLong dropped = new AtomicLong();

  public MailboxBound(int limit, WhenFull whenFull) {
    this.limit = limit;
    this.whenFull = whenFull;
  }

  /**
   * Counts a message that is to arrive; false if the mailbox is full, and the message is dropped.
   */
  boolean admits() {
    if (length.incrementAndGet() <= limit) {
      return true;
    }
    length.decrementAndGet();
    dropped.incrementAndGet();
    return false;
  }

  /** Treats the sender of a message that is not admitted as the bound says. */
  void reject() {
    switch (whenFull) {
      case REFUSE ->
          throw new MailboxFullException(
              "the mailbox is full: its process lets at most %d messages wait".formatted(limit));
      case DROP -> {}
    }
  }

  /** Counts a message of the system, which arrives whatever the bound says. */
  void admitted() {
    length.incrementAndGet();
  }

  void removed(int messages) {
    length.addAndGet(-messages);
  }

  long dropped() {
    return dropped.get();
  }
}
