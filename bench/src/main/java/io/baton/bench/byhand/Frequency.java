package io.baton.bench.byhand;

import io.baton.examples.frequency.Reply;

/** One version of the server: its functions for clients, and its loop. */
public interface Frequency {
  /** Asks the server for a frequency, which this thread has until it gives it back. */
  Reply allocate();

  /** Gives a frequency back. */
  Reply deallocate(int frequency);

  /**
   * Serves until this version is not the current one any more.
   *
   * @return what the next version begins with
   */
  State serve(State state) throws InterruptedException;
}
