package io.baton.examples.frequency;

import io.baton.api.process.Pid;
import java.util.List;

/** What a client calls of the module {@code frequency}, whichever version is current. */
public interface FrequencyClient {
  Pid start();

  Reply allocate();

  Reply deallocate(int frequency);

  Reply inject(List<Integer> frequencies);

  Reply stop();
}
