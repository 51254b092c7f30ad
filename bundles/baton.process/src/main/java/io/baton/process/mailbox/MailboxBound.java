package io.baton.process.mailbox;

import io.baton.api.process.MailboxFullException;
import io.baton.api.process.SpawnOptions.WhenFull;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many messages a mailbox holds, and what becomes of more. */
public final class MailboxBound {
  private final int limit;
  private final WhenFull whenFull;

  /** Messages in the mailbox; written by senders and by the owner. */
  private final AtomicInteger length = new AtomicInteger();

  /** Written by senders, read by who reports on it. */
  private final AtomicLong dropped = new AtomicLong();

  public MailboxBound(int limit, WhenFull whenFull) {
    this.limit = limit;
    this.whenFull = whenFull;
  }

  /** Whether a message may come in; if so, it is counted. */
  boolean admits() {
    if (length.incrementAndGet() <= limit) {
      return true;
    }
    length.decrementAndGet();
    dropped.incrementAndGet();
    return false;
  }

  /** The sender of a message that is not admitted. */
  void reject() {
    switch (whenFull) {
      case REFUSE ->
          throw new MailboxFullException(
              "the mailbox is full: its process lets at most %d messages wait".formatted(limit));
      case DROP -> {}
    }
  }

  /** What the system sends comes in whatever the bound says. */
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
