package io.baton.api.process;

/**
 * A message was not sent, because the receiver's mailbox is full and it refuses more (see {@link
 * SpawnOptions#mailboxBound}). Nothing has changed; the sender may try again, or give up.
 */
public final class MailboxFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message who refuses how many
   */
  public MailboxFullException(String message) {
    super(message);
  }
}
