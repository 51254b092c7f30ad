package io.baton.process;

/** A process that shares carriers with others. */
abstract class ScheduledProcess extends LifeCycle {
  private final Slice slice = new Slice();

  ScheduledProcess(Thread thread, boolean borrowed) {
    super(thread, borrowed);
  }

  final Slice slice() {
    return slice;
  }

  /** Returns whether it has run anything, as far as others see; a thread always has. */
  abstract boolean hasBegun();

  /** Returns whether it waits for a message, or is about to. */
  abstract boolean isWaiting();
}
