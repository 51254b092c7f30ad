package io.baton.bench.driver;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bytes of a process that waits for its first message; the same as {@code erlang/memory.erl}.
 * Counted twice: what is in use after a collection, and what the system has given us.
 */
public final class Memory {
  /** With fewer the stacks that wait are those of the interpreter, and twice as large. */
  private static final int WARM_UP = 10_000;

  private final Framework framework;
  private final Lines lines = new Lines();

  Memory(Framework framework) {
    this.framework = framework;
  }

  /** With so many processes, and with so many more. */
  public void memory(int some, int many) throws Exception {
    lines.warmUp(1, () -> measure(WARM_UP, "few"));
    measure(some, "some");
    measure(many, "many");
  }

  private void measure(int processes, String name) throws IOException, InterruptedException {
    long used = used();
    long resident = resident();
    List<Pid> pids = new ArrayList<>(processes);
    for (int i = 0; i < processes; i++) {
      pids.add(spawn(() -> receive(String.class)));
    }
    framework.settle();
    lines.print("used, " + name, (used() - used) / (double) processes);
    lines.print("resident, " + name, (resident() - resident) / (double) processes);
    pids.forEach(pid -> exit(pid, ExitReason.KILL));
    framework.settle();
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long resident() throws IOException {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      String line = status.filter(one -> one.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
    }
  }
}
