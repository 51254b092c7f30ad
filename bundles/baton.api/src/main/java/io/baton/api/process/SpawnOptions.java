package io.baton.api.process;

/**
 * Options of a new process (Erlang's {@code spawn_opt}). All of them take effect before it runs.
 *
 * @param linked whether to the caller
 * @param name its registered name; empty for none
 * @param mailboxBound how many messages may wait, at least 1; {@link Integer#MAX_VALUE} for no
 *     bound. What the system sends, {@link Exit} and {@link Down}, is always accepted, and counts
 * @param whenFull what becomes of a message to a full mailbox
 */
public record SpawnOptions(boolean linked, String name, int mailboxBound, WhenFull whenFull) {
  /** Not linked, no name, no bound. */
  public static final SpawnOptions NONE =
      new SpawnOptions(false, "", Integer.MAX_VALUE, WhenFull.REFUSE);

  /** Policy for messages to a full mailbox. */
  public enum WhenFull {
    /**
     * Refuses the message: {@code send} throws {@link MailboxFullException}, so that the sender can
     * slow down.
     */
    REFUSE,
    /**
     * Drops the message and counts it ({@link ProcessInfo#dropped()}); the sender does not notice.
     */
    DROP
  }

  /** Checks the bound and the name. */
  public SpawnOptions {
    if (mailboxBound < 1) {
      throw new IllegalArgumentException(
          "a mailbox must hold at least 1 message, was " + mailboxBound);
    }
    if (!name.isEmpty() && name.isBlank()) {
      throw new IllegalArgumentException("a registered name must not be blank");
    }
  }

  /**
   * Returns these options with a link to the caller.
   *
   * @return new options
   */
  public SpawnOptions link() {
    return new SpawnOptions(true, name, mailboxBound, whenFull);
  }

  /**
   * Returns these options with a registered name.
   *
   * @param newName not blank; must be free
   * @return new options
   */
  public SpawnOptions named(String newName) {
    if (newName.isEmpty()) {
      throw new IllegalArgumentException("a registered name must not be blank");
    }
    return new SpawnOptions(linked, newName, mailboxBound, whenFull);
  }

  /**
   * Returns these options with a bound of the mailbox. All messages in it count, also those that no
   * receive matches.
   *
   * @param messages at least 1
   * @param policy for messages beyond the bound; timers to a full mailbox are dropped under either
   *     policy
   * @return new options
   */
  public SpawnOptions bounded(int messages, WhenFull policy) {
    return new SpawnOptions(linked, name, messages, policy);
  }
}
