package io.baton.examples.frequency;

import io.baton.api.code.Doc;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import java.util.List;

/** Exported functions of the module {@code frequency}. */
public interface Frequency {
  @Doc("start the server, and register it as frequency")
  Pid start();

  @Doc("ask the server for a frequency, which this process has until it gives it back")
  Reply allocate();

  @Doc("give a frequency back")
  Reply deallocate(int frequency);

  @Doc("give the server more frequencies, such as [20 21]")
  Reply inject(List<Integer> frequencies);

  @Doc("end the server")
  Reply stop();

  @Doc("the loop of the server; exported, so that a running server can be upgraded")
  Next loop(Pool pool);
}
