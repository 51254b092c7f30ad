package com.example.counter;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;

/** What the module {@code counter} exports. */
public interface Counter {
  Pid start();

  int count();

  Next loop(int count);
}
