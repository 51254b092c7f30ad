package io.baton.bench.report;

import io.baton.bench.system.Erlang;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;

/**
 * What all was measured on.
 *
 * @param date of the run
 * @param processor its name
 * @param cores how many the JVM sees
 * @param memory of the machine, in MiB
 * @param system name and version
 * @param java the JVM of Baton and of plain OSGi
 * @param felix the framework
 * @param erlangs their releases; the first is the one that is found by its name
 * @param neighbours what else was made to run, in words; empty if nothing was
 */
public record Machine(
    LocalDate date,
    String processor,
    int cores,
    long memory,
    String system,
    String java,
    String felix,
    List<String> erlangs,
    String neighbours) {

  /**
   * This one.
   *
   * @param erlangs the one that is found by its name, and then others
   * @param neighbours what else was made to run; empty if nothing was
   */
  public static Machine here(List<Erlang> erlangs, String neighbours) {
    return new Machine(
        LocalDate.now(ZoneOffset.UTC),
        after(Path.of("/proc/cpuinfo"), "model name", "unknown processor"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(after(Path.of("/proc/meminfo"), "MemTotal", "0").replaceAll("\\D+", ""))
            / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor.version", "") + ", " + System.getProperty("java.vm.name"),
        felixVersion(),
        erlangs.stream().map(Erlang::description).toList(),
        neighbours);
  }

  /** What a file says after a word, such as {@code MemTotal: …}; not every system has the file. */
  private static String after(Path file, String word, String otherwise) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(word))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }

  private static String felixVersion() {
    var properties = new Properties();
    try (InputStream in = FrameworkFactory.class.getResourceAsStream("Felix.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "Apache Felix " + properties.getProperty("felix.version");
  }

  boolean isCrowded() {
    return !neighbours.isEmpty();
  }

  @Override
  public String toString() {
    return "Measured on %s: %s, %d cores, %,d MiB, %s; %s; %s; %s.%s"
        .formatted(
            date,
            processor,
            cores,
            memory,
            system,
            java,
            felix,
            String.join("; ", erlangs),
            isCrowded() ? " Crowded: " + neighbours + "." : "");
  }
}
