package io.baton.process.state;

import io.baton.api.process.ExitReason;

/** Exit signal from one process to another. */
public record ExitSignal(
    LocalProcess from, LocalProcess to, ExitReason reason, boolean throughLink) {
  /** Returns whether it cannot be trapped. */
  boolean kills() {
    return !throughLink && reason.equals(ExitReason.KILL);
  }

  /** Returns whether it ends a process that does not trap exits. */
  boolean ends() {
    return (!throughLink && from == to) || !reason.equals(ExitReason.NORMAL);
  }

  /**
   * Returns whether the sender has ended: the signal of that may have arrived already, and nothing
   * of the sender arrives after it. Both are taken under the receiver's monitor.
   */
  boolean isTooLate() {
    return from != to && from.ended() != null;
  }

  /** Returns the exit reason of the receiver, if it ends. */
  public ExitReason end() {
    return kills() ? ExitReason.KILLED : reason;
  }
}
