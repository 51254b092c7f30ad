package io.baton.process;

import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.ProcessTable.Kept;
import java.util.ArrayList;
import java.util.List;

/** What a process keeps, seen from another thread while it goes on. */
final class Keepsakes {
  private Keepsakes() {}

  static List<Kept> of(LocalProcess process) {
    List<Kept> kept = new ArrayList<>();
    process
        .turn()
        .ifPresent(turn -> {
          if (turn instanceof ProcessTable.Keeper keeper) {
            kept.addAll(keeper.kept());
          }
        });
    process.mailbox.glance(message -> kept.add(new Kept("message", message)));
    kept.addAll(process.belongings.kept());
    return kept;
  }
}
