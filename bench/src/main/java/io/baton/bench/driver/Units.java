package io.baton.bench.driver;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.process.Pid;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A purge of all modules of an application, and of one of them, while processes wait that have
 * nothing to do with it. {@code erlang/units.erl} does the same, one by one: Erlang has no
 * operation for several. Milliseconds.
 */
public final class Units {
  private static final int UNITS = 50;
  private static final int WARM_UP = 1_000;

  private final Framework framework;
  private final Lines lines = new Lines();
  private int version = 1;

  Units(Framework framework) {
    this.framework = framework;
  }

  /** With so many processes. */
  public void units(int processes) throws Exception {
    lines.warmUp(1, () -> measure(Math.min(WARM_UP, processes)));
    measure(processes);
  }

  private void measure(int processes) throws Exception {
    load(UNITS);
    List<Pid> pids =
        IntStream.range(0, processes).mapToObj(_ -> spawn(() -> receive(String.class))).toList();
    framework.settle();
    load(1);
    purge(1);
    load(1);
    lines.millis("one", () -> purge(1));
    load(UNITS);
    lines.millis("all", () -> purge(UNITS));
    pids.forEach(pid -> send(pid, "stop"));
    framework.settle();
    IntStream.range(0, UNITS).mapToObj(Units::name).forEach(framework::unload);
  }

  /** The other of the two versions of each. */
  private void load(int units) {
    version = 3 - version;
    for (int unit = 0; unit < units; unit++) {
      framework.load(name(unit), version);
    }
  }

  private void purge(int units) {
    List<String> names = IntStream.range(0, units).mapToObj(Units::name).toList();
    int purged = framework.codeLoader().purge(names).size();
    Framework.require(purged == units, purged);
  }

  private static String name(int unit) {
    return "unit%02d".formatted(unit);
  }
}
