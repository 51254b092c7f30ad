package io.baton.bench.driver;

import static io.baton.api.process.Processes.receive;

import io.baton.api.process.Pid;
import io.baton.bench.module.Switcher;
import java.util.List;

/**
 * All servers of a module go over to a new version: from the beginning of the load until each has
 * answered from the new one; and then they only answer. The same as {@code erlang/switches.erl}.
 * Milliseconds.
 */
public final class Switches {
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 3;

  private final Framework framework;
  private final Switcher switcher;
  private final Lines lines = new Lines();

  Switches(Framework framework) {
    this.framework = framework;
    switcher = framework.code().qualified("switcher", Switcher.class);
  }

  /** So many servers. */
  public void switches(int servers) throws Exception {
    lines.warmUp(WARM_UPS, () -> measure(Math.max(1, servers / 10)));
    measure(servers);
  }

  private void measure(int servers) throws Exception {
    framework.load("switcher", 1);
    List<Pid> pids = switcher.start(servers);
    ask(pids, 1);
    for (int round = 0; round < ROUNDS; round++) {
      int version = 2 - round % 2;
      framework.settle();
      lines.millis(
          "switch",
          () -> {
            framework.load("switcher", version);
            ask(pids, version);
          });
      framework.settle();
      framework.softPurge("switcher");
    }
    answer(pids, 2 - (ROUNDS - 1) % 2);
    switcher.stop(pids);
    framework.settle();
    framework.unload("switcher");
  }

  private void answer(List<Pid> pids, int version) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      framework.settle();
      lines.millis("answer", () -> ask(pids, version));
    }
  }

  private void ask(List<Pid> pids, int version) {
    switcher.ask(pids);
    for (int i = 0; i < pids.size(); i++) {
      int answered = receive(Integer.class);
      Framework.require(answered == version, "version " + answered + " has answered");
    }
  }
}
