package io.baton.examples.frequency;

import io.baton.api.process.Pid;

/** What a client calls of the module {@code frequency}, whichever version is current. */
public interface FrequencyClient {
  /** Starts the server. */
  Pid start();

  /** Asks for a frequency. */
  Reply allocate();

  /** Gives it back. */
  Reply deallocate(int frequency);
}
