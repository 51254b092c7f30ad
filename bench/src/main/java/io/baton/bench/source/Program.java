package io.baton.bench.source;

import io.baton.bench.Size;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of a peer. It prints a line for each measurement, name, tab, number; everything else
 * that it says is kept in case it fails. One that takes far too long is ended.
 *
 * @param what in a few words
 * @param full about how many seconds a round takes
 * @param quick the same for {@link Size#QUICK}
 * @param command makes ready what the program needs, and says how it is started
 */
public record Program(String what, int full, int quick, Command command) implements Source {
  private static final Path LOGS = Path.of("bench", "target", "logs");

  /**
   * A machine that others use may take this many times as long as is expected, and then this much
   * more: beside neighbours that compute, five times was not enough for what waits five hundred
   * times for its turn.
   */
  private static final int PATIENCE = 15;

  /** However little is done, a system has to start. */
  private static final int SMOKE = 6;

  private static final Duration START = Duration.ofSeconds(30);

  /** After its end, what it has said is read within this time. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  /** How a program is started. */
  public interface Command {
    /** The program and its arguments. */
    List<String> words(Size size) throws IOException, SourceException, InterruptedException;
  }

  @Override
  public Duration expected(Size size) {
    return Duration.ofSeconds(size.of(full, quick, Math.min(quick, SMOKE)));
  }

  @Override
  public Map<String, List<Double>> measure(Size size) throws SourceException, InterruptedException {
    return measure(size, START.plus(expected(size).multipliedBy(PATIENCE)));
  }

  /** The same, with another bound. */
  Map<String, List<Double>> measure(Size size, Duration bound)
      throws SourceException, InterruptedException {
    try {
      List<String> said = new ArrayList<>();
      Map<String, List<Double>> found = new LinkedHashMap<>();
      String failure = run(command.words(size), bound, said, found);
      if (!failure.isEmpty()) {
        throw SourceException.failed("%s; see %s".formatted(failure, log(said)));
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      throw SourceException.failed("failed: " + e.getMessage());
    }
  }

  private static String run(
      List<String> words, Duration bound, List<String> said, Map<String, List<Double>> found)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      Thread reader =
          Thread.ofPlatform().daemon().name("reader").start(() -> read(process, said, found));
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        return "ended by us after %d s".formatted(bound.toSeconds());
      }
      if (!reader.join(LAST_WORDS)) {
        return "ended, but something that it has started has not";
      }
      return process.exitValue() == 0 && !found.isEmpty()
          ? ""
          : "ended with status " + process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  private static void read(Process process, List<String> said, Map<String, List<Double>> found) {
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (said) {
          said.add(line);
        }
        String[] words = line.split("\t", 2);
        if (words.length == 2 && words[1].matches("-?\\d+(\\.\\d+)?")) {
          found.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(Double.parseDouble(words[1]));
        }
      }
    } catch (IOException e) {
      synchronized (said) {
        said.add("what it says cannot be read any more: " + e.getMessage());
      }
    }
  }

  private Path log(List<String> said) throws IOException {
    Path log =
        Files.createDirectories(LOGS).resolve(what.replaceAll("[^a-zA-Z0-9]+", "-") + ".log");
    synchronized (said) {
      Files.write(log, List.copyOf(said));
    }
    return log;
  }
}
