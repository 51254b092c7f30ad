package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.baton.launcher.Distribution.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The walkthrough and the programs of {@code docs/examples}: their scripts play to the end, the
 * pages show what they print, and their processes print what those of the Erlang programs beside
 * them print.
 */
class ExamplesIT {
  private static final Path EXAMPLES = Page.ROOT.resolve("docs/examples");
  private static final Path ERLANG = Path.of("src", "test", "erlang").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 120;

  /** Lines of processes, unlike those of the script. */
  private static final Pattern PRINTED =
      Pattern.compile("\\d+: Server .*|Received .*|The .* is: .*");

  private static final Pattern PID = Pattern.compile("<[\\d.]+>");

  @TempDir Path folder;

  @BeforeEach
  void linkToTheExamples() throws IOException {
    Files.createSymbolicLink(folder.resolve("docs"), Page.ROOT.resolve("docs"));
  }

  private Ended play(String script) throws Exception {
    var baton = new Distribution(folder);
    baton.waitAtMost(PATIENCE_SECONDS);
    return baton.run("run", script);
  }

  @ParameterizedTest
  @ValueSource(strings = {"code_reload", "pricing_service", "precautions"})
  void scriptPlaysToItsEndAndThePageShowsWhatItPrints(String example) throws Exception {
    Ended ended = play("docs/examples/" + example + ".gogo");

    assertThat(ended.status()).as("%s%n%s", ended.out(), ended.err()).isZero();
    assertThat(notPrinted(new Page(EXAMPLES.resolve(example + ".md")), ended.out())).isEmpty();
    assertThat(printed(ended.out())).isEqualTo(recorded(example));
  }

  /** What the README promises: it stops at the first answer that is not the expected one. */
  @Test
  void theWalkthroughPlaysToItsEndAndItsPageShowsWhatItPrints() throws Exception {
    Ended ended = play("docs/walkthrough.gogo");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).endsWith("All as in Erlang.\n");
    assertThat(ended.status()).isZero();
    Page page = new Page(Page.ROOT.resolve("docs/walkthrough.md"));
    assertThat(notPrinted(page, ended.out())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"code_reload", "pricing_service"})
  void installedErlangPrintsWhatIsRecorded(String example) throws Exception {
    assumeTrue(isThere("escript") && isThere("erlc"), "no Erlang here");
    Path out = folder.resolve("erlang");
    Process erlang =
        new ProcessBuilder("escript", "examples.escript", example, EXAMPLES.toString())
            .directory(ERLANG.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(erlang.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      erlang.destroyForcibly();
    }

    assertThat(erlang.exitValue()).as(Files.readString(out)).isZero();
    assertThat(printed(Files.readString(out))).isEqualTo(recorded(example));
  }

  private static boolean isThere(String program) {
    return Pattern.compile(":")
        .splitAsStream(System.getenv("PATH"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private static List<String> recorded(String example) throws IOException {
    Path file = ERLANG.resolve(example + ".printed");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /**
   * Returns the lines of processes: with a letter for each process, without times, and with two of
   * the zeros before the count begins, since there are as many as seconds pass.
   */
  private static List<String> printed(String output) {
    Map<String, String> names = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : output.lines().filter(PRINTED.asMatchPredicate()).toList()) {
      String untimed = line.replaceAll("message \\S+ from", "message TIME from");
      lines.add(
          PID.matcher(untimed)
              .replaceAll(pid ->
                  names.computeIfAbsent(pid.group(), _ -> "PID" + (char) ('A' + names.size()))));
      int zeros = lines.size();
      if (zeros > 2 && lines.stream().allMatch(zero -> zero.startsWith("0: "))) {
        lines.removeLast();
      }
    }
    return lines;
  }

  /**
   * Returns the parts of a page's plain blocks that the output does not have, in this order; a line
   * with dots parts them.
   */
  private static List<List<String>> notPrinted(Page page, String output) throws IOException {
    List<String> lines = output.lines().toList();
    List<List<String>> missing = new ArrayList<>();
    int from = 0;
    for (List<String> part : parts(page)) {
      int at = from;
      while (at + part.size() <= lines.size()
          && !Page.isAsShown(part, lines.subList(at, at + part.size()))) {
        at++;
      }
      if (at + part.size() > lines.size()) {
        missing.add(part);
      } else {
        from = at + part.size();
      }
    }
    return missing;
  }

  private static List<List<String>> parts(Page page) throws IOException {
    List<List<String>> parts = new ArrayList<>();
    for (List<String> block : page.plainBlocks()) {
      List<String> part = new ArrayList<>();
      for (String line : block) {
        if (line.strip().equals("…")) {
          parts.add(part);
          part = new ArrayList<>();
        } else {
          part.add(line);
        }
      }
      parts.add(part);
    }
    return parts;
  }
}
