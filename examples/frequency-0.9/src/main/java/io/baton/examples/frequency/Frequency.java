package io.baton.examples.frequency;

import io.baton.api.code.Doc;
import io.baton.api.process.Pid;

/** Exported functions of the module {@code frequency}. */
public interface Frequency {
  @Doc("start the server, and register it as frequency")
  Pid start();

  @Doc("ask the server for a frequency, which this process has until it gives it back")
  Reply allocate();

  @Doc("give a frequency back")
  Reply deallocate(int frequency);

  @Doc("end the server")
  Reply stop();
}
