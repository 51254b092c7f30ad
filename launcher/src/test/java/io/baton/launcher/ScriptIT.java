package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Distribution.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real distribution does with a script, in a file or on standard input. */
class ScriptIT {
  private static final String NO_COMMAND =
      "there is no command nonsense; help shows those that there are\n";

  @TempDir Path folder;
  private Distribution baton;

  @BeforeEach
  void distribution() {
    baton = new Distribution(folder);
  }

  @Test
  void scriptPrintsWhatEachCommandReturns() throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("s.gogo"),
            """
            # a closure over several lines, and arguments
            x = 5
            each [$args] {
              echo "arg $it"
            }
            echo $1 $x
            """);

    Ended ended = baton.run("run", script.toString(), "one", "two");

    assertThat(ended).isEqualTo(new Ended(0, "5\narg one\narg two\none 5\n", ""));
  }

  @Test
  void failingScriptNamesFileLineAndCommand() throws Exception {
    Files.writeString(folder.resolve("s.gogo"), "# first\necho one\nnonsense now\necho two\n");

    Ended ended = baton.run("run", "s.gogo");

    assertThat(ended)
        .isEqualTo(new Ended(1, "one\n", "baton: s.gogo:3: nonsense now: " + NO_COMMAND));
  }

  @Test
  void inputGoesOnAfterACommandForWhichMemoryDoesNotSuffice() throws Exception {
    Ended ended =
        baton.runWithInput(
            "((new java.lang.StringBuilder) ensureCapacity 2147483647)\necho and on\n");

    assertThat(ended)
        .isEqualTo(
            new Ended(
                0,
                "and on\n",
                "baton: OutOfMemoryError: Required length exceeds implementation limit\n"));
  }

  @Test
  void missingScriptEndsWithStatusTwo() throws Exception {
    Ended ended = baton.run("run", "none.gogo");

    assertThat(ended).isEqualTo(new Ended(2, "", "baton: script none.gogo does not exist\n"));
  }

  @Test
  void standardInputIsRunToItsEnd() throws Exception {
    Ended ended =
        baton.runWithInput("echo a\neach [b] {\n  echo $it\n} | grep b\nnonsense\necho c");

    assertThat(ended.status()).isZero();
    assertThat(ended.out()).startsWith("a\nb\n").endsWith("c\n");
    assertThat(ended.err()).isEqualTo("baton: " + NO_COMMAND);
  }

  @Test
  void aTerminatedProcessStopsInOrder() throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("s.gogo"),
            "echo up\n(new java.util.concurrent.LinkedBlockingQueue) take\n");
    Process process = baton.start("run", script.toString());
    try (var out = process.inputReader()) {
      String first = CompletableFuture.supplyAsync(() -> line(out)).get(30, TimeUnit.SECONDS);
      assertThat(first).isEqualTo("up");

      process.destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
      assertThat(baton.temporary()).isEmptyDirectory();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String line(BufferedReader reader) {
    try {
      return reader.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
