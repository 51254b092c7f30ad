package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a node's logs. */
class LogFilesTest {
  @TempDir Path folder;
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private LogFiles files;

  @BeforeEach
  void install() throws Exception {
    files = LogFiles.install(folder.resolve("log%"), 100_000);
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
    files.close();
  }

  private Path newest() {
    return folder.resolve("log%/baton.0.log");
  }

  @Test
  void eachLineHasItsTimeWhateverPrintsIt() throws Exception {
    System.out.print("gr\u00fc");
    System.out.println("n");
    System.err.println("two\nthree");

    assertThat(Files.readAllLines(newest()))
        .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*"))
        .extracting(line -> line.substring(24))
        .containsExactly("gr\u00fcn", "two", "three");
  }

  @Test
  void theFilesDoNotGrowForEver() throws Exception {
    String line = "x".repeat(10_000); // and a line without an end does not, either
    for (int i = 0; i < 70; i++) {
      System.out.print(line);
    }
    System.out.println();

    try (Stream<Path> logs = Files.list(folder.resolve("log%"))) {
      assertThat(logs.filter(log -> log.toString().endsWith(".log")).mapToLong(this::size).sum())
          .isBetween(400_000L, 550_000L);
    }
  }

  private long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
