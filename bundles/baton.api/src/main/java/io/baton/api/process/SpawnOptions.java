package io.baton.api.process;

/**
 * How a process begins (Erlang's {@code spawn_opt}). Everything holds before it runs.
 *
 * @param linked whether to the caller
 * @param name its registered name; empty for none
 * @param mailboxBound how many messages may wait, at least 1; {@link Integer#MAX_VALUE} for no
 *     bound. What the system sends, {@link Exit} and {@link Down}, always gets in, and counts
 * @param whenFull what becomes of a message to a full mailbox
 */
public record SpawnOptions(boolean linked, String name, int mailboxBound, WhenFull whenFull) {
  /** Not linked, no name, no bound. */
  public static final SpawnOptions NONE =
      new SpawnOptions(false, "", Integer.MAX_VALUE, WhenFull.REFUSE);

  /** What becomes of a message to a full mailbox. */
  public enum WhenFull {
    /** {@code send} throws {@link MailboxFullException}: the sender knows, and slows down. */
    REFUSE,
    /** It is dropped and counted ({@link ProcessInfo#dropped()}); the sender does not notice. */
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
   * The process is linked to the caller.
   *
   * @return these options, and that
   */
  public SpawnOptions link() {
    return new SpawnOptions(true, name, mailboxBound, whenFull);
  }

  /**
   * The process has a registered name.
   *
   * @param newName not blank; must be free
   * @return these options, and that
   */
  public SpawnOptions named(String newName) {
    if (newName.isEmpty()) {
      throw new IllegalArgumentException("a registered name must not be blank");
    }
    return new SpawnOptions(linked, newName, mailboxBound, whenFull);
  }

  /**
   * At most so many messages wait for the process. What is in the mailbox when the process takes
   * none of it, such as what no receive matches, counts too.
   *
   * @param messages at least 1
   * @param policy for what comes then; timers to a full mailbox are dropped whatever it says
   * @return these options, and that
   */
  public SpawnOptions bounded(int messages, WhenFull policy) {
    return new SpawnOptions(linked, name, messages, policy);
  }
}
