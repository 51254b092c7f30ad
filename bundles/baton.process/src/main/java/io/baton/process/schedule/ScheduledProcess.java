package io.baton.process.schedule;

import io.baton.process.lifecycle.LifeCycle;

/** A process that shares carriers with others. */
public abstract class ScheduledProcess extends LifeCycle {
  private final TimeSlice slice = new TimeSlice();

  protected ScheduledProcess(Thread thread, boolean borrowed) {
    super(thread, borrowed);
  }

  public final TimeSlice slice() {
    return slice;
  }

  /** Returns whether it has begun its first turn; true for a thread that is known as a process. */
  public abstract boolean hasBegun();

  /** Returns whether it waits for a message, or is about to. */
  public abstract boolean isWaiting();
}
