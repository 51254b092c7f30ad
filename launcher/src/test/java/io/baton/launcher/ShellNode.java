package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Baton in a JVM of its own, and the shell that a test types into. */
final class ShellNode implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final String END = "end of ";

  private final Process process;
  private final Writer in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private int commands;

  /**
   * Starts it.
   *
   * @param options of the JVM
   * @param arguments of the start script
   */
  ShellNode(Path folder, String options, String... arguments) throws IOException {
    var baton = new Distribution(folder);
    baton.with(Map.of("BATON_JAVA_OPTS", "-XX:TieredStopAtLevel=1 " + options));
    process = baton.start(arguments);
    in = process.outputWriter(StandardCharsets.UTF_8);
    read(process.inputReader(StandardCharsets.UTF_8));
    read(process.errorReader(StandardCharsets.UTF_8));
  }

  private void read(BufferedReader from) {
    Thread _ = Thread.ofPlatform().daemon().start(() -> from.lines().forEach(lines::add));
  }

  long pid() {
    return process.pid();
  }

  /** Waits for a line that contains a text, and returns it. */
  String await(String text) {
    List<String> before = new ArrayList<>();
    String line = next(before);
    while (!line.contains(text)) {
      before.add(line);
      line = next(before);
    }
    return line;
  }

  private String next(List<String> before) {
    try {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(line).as("a line after %s", before).isNotNull();
      return line;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Types commands; returns what was printed until they had ended. */
  String run(String... typed) throws IOException {
    String end = END + ++commands;
    in.write(String.join("\n", typed) + "\necho " + end + "\n");
    in.flush();
    List<String> said = new ArrayList<>();
    for (String line = next(said); !line.equals(end); line = next(said)) {
      said.add(line);
    }
    return String.join("\n", said);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
