package io.baton.races.explorer;

import io.baton.api.process.Next;
import io.baton.api.process.Processes;
import java.util.Optional;

/** The module of an idle process: each version loads its own copy of this class, woven. */
public final class IdleModule implements Idle {
  private final int number;

  /** Version {@code number}. */
  public IdleModule(int number) {
    this.number = number;
  }

  @Override
  public Next begin(Taken taken) {
    var _ = Processes.receive(Taken.class);
    return taken.next();
  }

  @Override
  public Next loop(Taken taken) {
    taken.loops(number);
    Optional<Integer> message = Processes.receiveOrUpgrade(Integer.class);
    if (message.isEmpty()) {
      return taken.next();
    }
    taken.takes(number, message.get());
    return Processes.stop();
  }
}
