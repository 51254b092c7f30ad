package io.baton.races.explorer;

import io.baton.api.process.Next;
import io.baton.api.process.Processes;

/** The module: each version loads its own copy of this class, woven. */
public final class LoopModule implements Loop {
  private final int number;

  /** Version {@code number}. */
  public LoopModule(int number) {
    this.number = number;
  }

  @Override
  public Next loop(Witness witness) {
    witness.runs(number);
    return Processes.stop();
  }

  @Override
  public Runnable lambda(Witness witness) {
    return () -> witness.runs(number);
  }
}
