package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Baton in a JVM of its own, with the modules that take resources and look how others fare. */
final class LimitedNode implements AutoCloseable {
  /** No operation takes longer, also while something is short. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A shortage is over by then: each of many processes takes the heap for about a second. */
  private static final Duration SHORTAGE = Duration.ofMinutes(5);

  /** Processes that run before anything is short: so many have threads to run on. */
  private static final int WARM_UP = 20;

  private static final String END = "end of ";

  private final Process process;
  private final Writer in;
  private final Path modules;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private int commands;

  /**
   * Starts it.
   *
   * @param options of the JVM
   * @param prefix of the command line: whose process it is
   */
  LimitedNode(Path folder, String options, List<String> prefix) throws Exception {
    var baton = new Distribution(folder);
    baton.with(Map.of("BATON_JAVA_OPTS", options));
    modules = baton.home().resolve("modules");
    Path hungry = HungryModules.write(Files.createDirectories(folder));
    process = baton.start(prefix);
    in = process.outputWriter(StandardCharsets.UTF_8);
    read(process.inputReader(StandardCharsets.UTF_8), "");
    read(process.errorReader(StandardCharsets.UTF_8), "error: ");
    begin(hungry);
  }

  /** The modules run, and everything has been used once that a shortage is to be seen with. */
  private void begin(Path hungry) throws IOException {
    assertThat(run("code:load_abs " + module("counter", 1))).contains("is current");
    assertThat(run("counter:start")).contains("Ok");
    assertThat(run("code:load_abs " + hungry)).contains("is current");
    assertThat(run("hungry:watch")).isEmpty();
    for (int i = 0; i < WARM_UP; i++) {
      assertThat(run("hungry:process")).contains("here");
    }
  }

  private void read(BufferedReader from, String mark) {
    Thread _ =
        Thread.ofPlatform()
            .daemon()
            .start(() -> from.lines().map(mark::concat).forEach(lines::add));
  }

  Path modules() {
    return modules;
  }

  Path module(String name, int version) {
    return modules.resolve("%s-%d.0.0.jar".formatted(name, version));
  }

  long pid() {
    return process.pid();
  }

  /** Types a command; what it has printed, and whatever was printed meanwhile. */
  String run(String command) throws IOException {
    return run(command, PATIENCE);
  }

  String run(String command, Duration time) throws IOException {
    String end = END + ++commands;
    type(command);
    type("echo " + end);
    List<String> said = new ArrayList<>();
    long until = System.nanoTime() + time.toNanos();
    while (true) {
      String line = next();
      assertThat(System.nanoTime() - until)
          .as("%s returns; before: %s", command, said)
          .isNegative();
      if (line == null) {
        type("echo " + end); // there may have been no memory for it
      } else if (line.equals(end)) {
        return String.join("\n", said);
      } else if (!line.startsWith(END)) {
        said.add(line);
        assertNoDefect(line, said);
      }
    }
  }

  /** A defect ends Baton; the stack trace follows. */
  private void assertNoDefect(String line, List<String> said) {
    if (line.contains("defect of the launcher")) {
      boolean _ = process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join().isAlive();
      for (String more = next(); more != null; more = next()) {
        said.add(more);
      }
      assertThat(said).as("no defect of the launcher").isEmpty();
    }
  }

  private void type(String line) throws IOException {
    in.write("%s%n".formatted(line));
    in.flush();
  }

  private @Nullable String next() {
    try {
      return lines.poll(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the bystanders report under a name. */
  long reported(String name) throws IOException {
    return number(name, run("hungry:report"));
  }

  static long number(String name, String text) {
    Matcher found = Pattern.compile("\\b" + name + "=(\\d+)").matcher(text);
    assertThat(found.find()).as("%s in %s", name, text).isTrue();
    return Long.parseLong(found.group(1));
  }

  /** When nothing is taken any more, everything works, and nothing was lost. */
  void assertAllIsAsBefore() throws IOException {
    until(() -> run("hungry:takers").equals("0"));
    long counted = reported("counted");
    long timeouts = reported("timeouts");
    until(() -> reported("counted") > counted && reported("timeouts") > timeouts);
    assertThat(run("hungry:process")).contains("here");
    assertThat(run("code:purge counter")).contains("counter");
    assertThat(run("code:load_abs " + module("counter", 2))).contains("2.0.0 is current");
    assertThat(run("code:purge counter")).contains("was purged");
    assertThat(run("code:load_abs " + module("frequency", 1))).contains("1.0.0 is current");
    assertThat(run("code:delete frequency")).contains("frequency");
    assertThat(run("code:purge frequency")).contains("was purged");
    long before = reported("counted");
    assertThat(Long.parseLong(run("counter:next").strip())).isGreaterThanOrEqualTo(before);
  }

  /** Something that is asked for again and again. */
  interface Condition {
    boolean holds() throws IOException;
  }

  static void until(Condition condition) throws IOException {
    long end = System.nanoTime() + SHORTAGE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("it becomes true").isLessThan(end);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
    boolean ended =
        process
            .onExit()
            .thenApply(_ -> true)
            .completeOnTimeout(false, PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
    process.destroyForcibly().onExit().join();
    assertThat(ended).as("Baton ends when its input does").isTrue();
  }
}
