package io.baton.process.state;

/** A message that a timer will send to a process. */
public interface PendingTimer {
  Object message();

  /** Cancels the timer, since the receiver has ended. */
  void drop();
}
