package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long a program takes from its start until it has printed something, and the processor time
 * that it has used by then. Milliseconds.
 */
public final class Starts {
  private final Lines lines = new Lines();
  private final String expected;
  private final List<String> command;

  private Starts(String expected, List<String> command) {
    this.expected = expected;
    this.command = command;
  }

  /** How often, under which name, what is to be printed, and the program with its arguments. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    List<String> command = List.of(arguments).subList(3, arguments.length);
    var starts = new Starts(arguments[2], command);
    starts.lines.warmUp(1, () -> starts.once(arguments[1]));
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      starts.once(arguments[1]);
    }
  }

  private void once(String name) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      read(process.inputReader());
      lines.print(name, (System.nanoTime() - start) / 1e6);
      lines.print(name + Lines.PROCESSOR, processorTime(process).toNanos() / 1e6);
    } finally {
      List<ProcessHandle> all = all(process).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
    }
  }

  private void read(Reader out) throws IOException {
    var said = new StringBuilder();
    while (said.indexOf(expected) < 0) {
      int next = out.read();
      if (next < 0) {
        throw new IOException("expected %s, found %s".formatted(expected, said));
      }
      said.append((char) next);
    }
  }

  /** With all that it has started: a terminal is a program of its own. */
  private static Duration processorTime(Process process) {
    return all(process)
        .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Stream<ProcessHandle> all(Process process) {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
  }
}
