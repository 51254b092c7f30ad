package io.baton.bench.driver;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.process.Pid;
import java.util.concurrent.atomic.AtomicInteger;

/** What it costs to begin and to end; the same as {@code erlang/spawns.erl}. Nanoseconds. */
public final class Spawns {
  private static final int WARM_UPS = 3;

  private final Lines lines = new Lines();

  Spawns() {}

  /** So many processes. */
  public void spawns(int processes) throws Exception {
    int sending = Math.max(1, processes / 4);
    Framework.inProcess(() -> {
      lines.warmUp(WARM_UPS, () -> measure(sending, sending));
      measure(processes, sending);
    });
  }

  private void measure(int processes, int sending) {
    lines.per("spawn and end", processes, Spawns::ends);
    lines.per("spawn, send and end", sending, Spawns::sends);
  }

  /** Each counts down, and the last one says so. */
  private static void ends(int processes) {
    Pid me = self();
    var left = new AtomicInteger(processes);
    for (int i = 0; i < processes; i++) {
      spawn(() -> {
        if (left.decrementAndGet() == 0) {
          send(me, "done");
        }
      });
    }
    receive(String.class);
  }

  /** Each sends a message to one reader. */
  private static void sends(int processes) {
    Pid me = self();
    Pid reader =
        spawn(() -> {
          for (int i = 0; i < processes; i++) {
            receive(Integer.class);
          }
          send(me, "done");
        });
    for (int i = 0; i < processes; i++) {
      spawn(() -> send(reader, 1));
    }
    receive(String.class);
  }
}
