package io.baton.examples.frequency;

import io.baton.api.process.Pid;

/** Exported functions of the module {@code frequency}. */
public interface Frequency {
  /** Starts the server and registers it as {@code frequency}. */
  Pid start();

  /** Asks the server for a frequency; the calling process has it until it gives it back. */
  Reply allocate();

  /** Gives a frequency back. */
  Reply deallocate(int frequency);

  /** Ends the server. */
  Reply stop();
}
