package io.baton.api.process;

/**
 * Thrown when a message was not sent because the receiver's mailbox is full and refuses more (see
 * {@link SpawnOptions#mailboxBound}). Nothing has changed; the sender may try again, or give up.
 */
public final class MailboxFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception for a refused message.
   *
   * @param message names the receiver and its bound
   */
  public MailboxFullException(String message) {
    super(message);
  }
}
