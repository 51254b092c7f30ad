package io.baton.process;

/** A message that a timer will send to a process. */
interface PendingTimer {
  Object message();

  /** Cancels the timer, since the receiver has ended. */
  void drop();
}
