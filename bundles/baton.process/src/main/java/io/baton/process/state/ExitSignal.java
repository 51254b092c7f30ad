package io.baton.process.state;

import io.baton.api.process.ExitReason;

/** An exit signal. */
public record ExitSignal(
    LocalProcess from, LocalProcess to, ExitReason reason, boolean throughLink) {
  /** Whether nothing helps against it. */
  boolean kills() {
    return !throughLink && reason.equals(ExitReason.KILL);
  }

  /** Whether it does something to a process that neither traps exits nor is killed. */
  boolean ends() {
    return (!throughLink && from == to) || !reason.equals(ExitReason.NORMAL);
  }

  /**
   * Whether the sender has ended: the news of that may have come already, and nothing of it comes
   * later. Both are taken under the receiver's monitor.
   */
  boolean isTooLate() {
    return from != to && from.ended() != null;
  }

  /** Why the receiver ends, if it does. */
  public ExitReason end() {
    return kills() ? ExitReason.KILLED : reason;
  }
}
