package io.baton.process.state;

/** Timer that will send a message to a process. */
public interface PendingTimer {
  Object message();

  /** Cancels the timer, since the receiver has ended. */
  void drop();
}
