package io.baton.karaf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A Karaf with settings of its own, and what is typed into its console. */
final class Karaf implements AutoCloseable {
  private static final Path HOME = Path.of(System.getProperty("karaf.home"));
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final long PAUSE_NANOS = 200_000_000;

  /** Written by the console after the output of a line. */
  private static final String DONE = "that-was-line-";

  private static final String CONTROL = "\\x1b\\[[0-9;?]*[a-zA-Z]|\\x1b[=>]";
  private static final String PROMPTS = "(karaf@root\\(\\)> *)+";

  private final Path data;
  private final Process process;
  private final Writer console;

  /** Added to by a thread that reads what Karaf prints. */
  private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();

  private int typed;

  private Karaf(Path data, Process process) {
    this.data = data;
    this.process = process;
    console = process.outputWriter(UTF_8);
    Thread _ = Thread.ofVirtual().start(this::read);
  }

  /**
   * Starts it.
   *
   * @param folder empty, for its settings and data
   * @param options of the JVM
   */
  static Karaf start(Path folder, Settings settings, String options) throws IOException {
    Path etc = folder.resolve("etc");
    copy(HOME.resolve("etc"), etc);
    settings.write(etc);
    Path data = Files.createDirectories(folder.resolve("data"));
    var builder =
        new ProcessBuilder(HOME.resolve("bin/karaf").toString()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", options);
    builder.environment().put("KARAF_ETC", etc.toString());
    builder.environment().put("KARAF_DATA", data.toString());
    builder.environment().put("TERM", "dumb");
    return new Karaf(data, builder.start());
  }

  /** What is changed in the folder etc. */
  interface Settings {
    void write(Path etc) throws IOException;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        String text = line.replaceAll(CONTROL, "").replace('\r', '\n').replaceAll(PROMPTS, "\n");
        text.lines().map(String::strip).filter(one -> !one.isEmpty()).forEach(printed::add);
      }
    } catch (IOException e) {
      printed.add("the console is gone: " + e);
    }
  }

  /** Types a line, and returns what is printed until the next could be typed. */
  List<String> type(String line) throws Exception {
    String end = DONE + ++typed;
    console.write("%s\necho %s\n".formatted(line, end));
    console.flush();
    List<String> answer = new ArrayList<>();
    while (true) {
      String next = printed.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null || (next.isEmpty() && !process.isAlive())) {
        throw new AssertionError("no answer to %s, but %s".formatted(line, answer));
      }
      if (next.equals(end)) {
        return answer;
      }
      if (!next.contains(DONE) && !next.contains(line)) {
        answer.add(next);
      }
    }
  }

  /** The console is there before the commands that its features bring. */
  void awaitCommands() throws Exception {
    typeUntil(
        "feature:version-list baton",
        answer -> answer.stream().noneMatch(line -> line.contains("not found")));
  }

  /** Types a line again and again, until the answer is as wanted; returns that. */
  List<String> typeUntil(String line, Predicate<List<String>> wanted) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String> answer = type(line);
    while (!wanted.test(answer)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("the last answer to %s is %s: %s".formatted(line, answer, log()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      answer = type(line);
    }
    return answer;
  }

  /** What Karaf has logged. */
  String log() throws IOException {
    return Files.readString(data.resolve("log/karaf.log"));
  }

  @Override
  public void close() throws IOException {
    console.write("system:shutdown -f\n");
    console.flush();
    Process ended =
        process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (ended.isAlive()) {
      ended.descendants().forEach(ProcessHandle::destroyForcibly);
      Process _ = ended.destroyForcibly();
    }
  }
}
