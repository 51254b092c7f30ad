package io.baton.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aBadFileIsReportedBeforeAnythingIsPlayed(@TempDir Path folder) throws Exception {
    Path good = Files.writeString(folder.resolve("good.scenario"), "load alpha 1\n");
    Path bad = Files.writeString(folder.resolve("bad.scenario"), "load alpha\nfly away\n");
    Path missing = folder.resolve("missing.scenario");

    int status =
        new Run(new Home(folder), print(out), print(err))
            .run(Run.Mode.BATON, List.of(good, bad, missing));

    assertThat(status).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(bad + ":1: load: expected a version, such as 2, found the end of the line")
        .contains(bad + ":2: expected a step (")
        .contains("found 'fly'")
        .contains(missing + ": no such file");
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
