package io.baton.bench.driver;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.process.Pid;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How fast processes that keep all processors busy get on, alone and beside very many that wait;
 * the same as {@code erlang/busy.erl}. Each round is some arithmetic and one message to itself.
 * Nanoseconds for a round of all.
 */
public final class Busy {
  private static final int WARM_UPS = 3;
  private static final int WORKERS = 4 * Runtime.getRuntime().availableProcessors();
  private static final int ROUNDS = 1_000_000;
  private static final int STEPS = 2_000;

  private final Framework framework;
  private final Lines lines = new Lines();

  Busy(Framework framework) {
    this.framework = framework;
  }

  /** Beside so many. */
  public void busy(int waiting) throws Exception {
    int rounds = Math.min(ROUNDS, 10 * waiting);
    lines.warmUp(WARM_UPS, () -> work("alone", rounds / 10));
    work("alone", rounds);
    List<Pid> pids =
        IntStream.range(0, waiting).mapToObj(_ -> spawn(() -> receive(String.class))).toList();
    framework.settle();
    work("beside", rounds);
    pids.forEach(pid -> send(pid, "stop"));
  }

  private void work(String name, int rounds) {
    Pid me = self();
    Moment start = Moment.now();
    for (int i = 0; i < WORKERS; i++) {
      spawn(() -> {
        int found = 0;
        for (int round = 0; round < rounds / WORKERS; round++) {
          send(self(), compute(round));
          found += receive(Integer.class);
        }
        send(me, found);
      });
    }
    for (int i = 0; i < WORKERS; i++) {
      var _ = receive(Integer.class);
    }
    lines.perEach(name, rounds, start);
  }

  private static int compute(int seed) {
    int number = seed;
    for (int i = 0; i < STEPS; i++) {
      number = number * 31 + 1 & 0xffff;
    }
    return number;
  }
}
