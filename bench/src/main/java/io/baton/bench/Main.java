package io.baton.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** The program behind {@code bench/run}. */
public final class Main {
  static final int OK = 0;
  static final int MISSED = 1;
  static final int MISUSED = 2;

  private Main() {}

  /** Measures, prints, and ends with a status. */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    int status;
    try {
      status = run(Settings.parse(List.of(arguments)));
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      status = MISUSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      status = MISSED;
    } catch (RunnerException e) {
      System.err.printf("bench: %s; see %s%n", e.getMessage(), Settings.LOG);
      status = MISSED;
    }
    System.exit(status);
  }

  private static int run(Settings settings)
      throws IOException, RunnerException, InterruptedException {
    Files.createDirectories(Settings.RESULTS.getParent());
    try (var log = new PrintStream(Files.newOutputStream(Settings.LOG))) {
      var report = new Report(settings, log);
      report.measure();
      report.write(Settings.RESULTS);
      System.out.println(report);
      List<String> missed = report.missed();
      missed.forEach(line -> System.err.println("bench: " + line));
      return missed.isEmpty() ? OK : MISSED;
    }
  }
}
