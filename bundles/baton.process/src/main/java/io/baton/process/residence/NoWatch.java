package io.baton.process.residence;

import io.baton.spi.ProcessTable;

/** Watch that records nothing, so a purge inspects the stacks of all processes. */
public record NoWatch() implements ProcessTable.Watch {
  @Override
  public boolean isComplete() {
    return false;
  }

  @Override
  public void close() {
    // nothing is recorded
  }
}
