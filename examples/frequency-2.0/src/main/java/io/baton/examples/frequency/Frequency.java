package io.baton.examples.frequency;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import java.util.List;

/** Exported functions of the module {@code frequency}. */
public interface Frequency {
  /** Starts the server and registers it as {@code frequency}. */
  Pid start();

  /** Asks the server for a frequency; the calling process has it until it gives it back. */
  Reply allocate();

  /** Gives a frequency back. */
  Reply deallocate(int frequency);

  /** Gives the server more frequencies. */
  Reply inject(List<Integer> frequencies);

  /** Ends the server. */
  Reply stop();

  /** The server's loop. Exported, so that a running server can be upgraded. */
  Next loop(Pool pool);
}
