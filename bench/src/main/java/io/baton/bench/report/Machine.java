package io.baton.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * @param erlang its release, or that there is none
 */
record Machine(
    LocalDate date,
    String processor,
    int cores,
    long memory,
    String system,
    String java,
    String felix,
    String erlang) {

  static Machine here() {
    return new Machine(
        LocalDate.now(ZoneOffset.UTC),
        after(Path.of("/proc/cpuinfo"), "model name", "unknown processor"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(after(Path.of("/proc/meminfo"), "MemTotal", "0").replaceAll("\\D+", ""))
            / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor.version", "") + ", " + System.getProperty("java.vm.name"),
        felixVersion(),
        erlangVersion());
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

  /** Asks it. */
  private static String erlangVersion() {
    try {
      Process erl =
          new ProcessBuilder(
                  List.of(
                      "erl",
                      "-noinput",
                      "-eval",
                      "io:format(\"~s, ERTS ~s\", [erlang:system_info(otp_release),"
                          + " erlang:system_info(version)]), halt()."))
              .start();
      String said = new String(erl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return erl.waitFor() == 0 ? "Erlang/OTP " + said : "no Erlang";
    } catch (IOException e) {
      return "no Erlang";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "no Erlang";
    }
  }

  @Override
  public String toString() {
    return "Measured on %s: %s, %d cores, %,d MiB, %s; %s; %s; %s."
        .formatted(date, processor, cores, memory, system, java, felix, erlang);
  }
}
