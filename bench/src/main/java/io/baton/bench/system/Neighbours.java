package io.baton.bench.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Other work on the machine: for each processor a program that computes and never pauses, at the
 * priority of what is measured. The scheduler of the system divides each processor between the two.
 */
public final class Neighbours implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();

  private Neighbours() {}

  /** None: what else the machine does is not up to us. */
  public static Neighbours none() {
    return new Neighbours();
  }

  /** Starts one for each processor. */
  public static Neighbours start() throws IOException {
    var neighbours = new Neighbours();
    String script = computes(ProcessHandle.current().pid());
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      neighbours.processes.add(new ProcessBuilder("sh", "-c", script).start());
    }
    return neighbours;
  }

  /** Ends by itself when its parent has, however that ends. */
  private static String computes(long parent) {
    return """
    while kill -0 %d 2>/dev/null; do
      i=0
      while [ $i -lt 100000 ]; do i=$((i + 1)); done
    done
    """
        .formatted(parent);
  }

  /** In words; empty if there are none. */
  @Override
  public String toString() {
    return processes.isEmpty()
        ? ""
        : "%d programs compute beside what is measured, one for each processor"
            .formatted(processes.size());
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }
}
