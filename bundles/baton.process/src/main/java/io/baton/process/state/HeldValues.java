package io.baton.process.state;

import io.baton.spi.ProcessTable;
import io.baton.spi.ProcessTable.Kept;
import java.util.ArrayList;
import java.util.List;

/** Values that a process holds, as another thread sees them while the process goes on. */
final class HeldValues {
  private HeldValues() {}

  /**
   * Returns the values. Messages are inspected before the state, since they move from the mailbox
   * into the state.
   */
  static List<Kept> of(LocalProcess process) {
    List<Kept> messages = new ArrayList<>();
    process.mailbox().inspect(message -> messages.add(new Kept("message", message)));
    List<Kept> kept = new ArrayList<>();
    process
        .turn()
        .ifPresent(turn -> {
          if (turn instanceof ProcessTable.Keeper keeper) {
            kept.addAll(keeper.kept());
          }
        });
    kept.addAll(messages);
    kept.addAll(process.resources().kept());
    return kept;
  }
}
