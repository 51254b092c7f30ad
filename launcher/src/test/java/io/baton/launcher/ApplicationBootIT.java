package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Distribution.Ended;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What starts with the real distribution, by configuration alone. */
class ApplicationBootIT {
  @TempDir Path folder;
  private Distribution baton;

  @BeforeEach
  void distribution() {
    baton = new Distribution(folder);
  }

  private String feature(String properties) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("counters.json"),
            """
            {
              "feature-resource-version": "1.0",
              "id": "com.example:counters:1.0.0",
              "configurations": {
                "io.baton.application~counters": {
                  "module": "counter_tree",
                  "modules:String[]": ["counter", "counter_tree"],
                  "arguments:String[]": ["7"],
                  %s
                  "boot": true
                },
                "io.baton.application~broken": { "boot": true },
                "io.baton.application~after": {
                  "applications:String[]": ["broken"], "boot": true
                }
              }
            }
            """
                .formatted(properties));
    return file.getFileName().toString();
  }

  private Ended run(String commands) throws Exception {
    return baton.run(
        "--storage=kept",
        "--feature",
        baton.home().resolve("features/baton.json").toString(),
        "--feature=" + feature(""),
        "-c",
        commands);
  }

  @Test
  void applicationServesAgainAfterEachStartWithoutAHand() throws Exception {
    Ended first = run("counter:next; counter:next; code:load counter 1.0.0");
    Ended second = run("code:all_loaded; counter:next; app:stop counters; app:list");

    assertThat(first.out()).startsWith("7\n8\nok: counter 1.0.0 is current, 2.0.0 is old");
    assertThat(second.out())
        .startsWith("counter 1.0.0 from")
        .contains("\n7\nok: counters is stopped\n")
        .containsPattern("counters +yes +temporary +- +stopped");
    assertThat(second.status()).isZero();
  }

  @Test
  void oneThatFailsLeavesTheOthersRunningAndSaysSo() throws Exception {
    Ended ended = run("app:list; app:start after");

    assertThat(ended.out())
        .containsPattern("counters +yes +temporary +- +running since")
        .containsPattern("broken +yes +temporary +- +does not start: not_loaded: nofile: broken")
        .containsPattern("after +yes +temporary +broken +waits for broken, which does not start");
    assertThat(ended.err())
        .contains("application broken does not start: not_loaded")
        .contains("not_started: after: it depends on broken, which does not run");
  }

  @Test
  void endOfAPermanentOneEndsBatonAfterAllOthersHaveStopped() throws Exception {
    Process process =
        baton.start(
            "--storage=kept",
            "--feature",
            baton.home().resolve("features/baton.json").toString(),
            "--feature=" + feature("\"type\": \"permanent\","));
    try (var input = process.outputWriter()) {
      input.write("proc:exit counter_tree kill\necho killed\n");
      input.flush();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("application counters has ended: killed; it is permanent; so Baton ends");
    } finally {
      process.destroyForcibly();
    }
  }
}
