package io.baton.bench.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.bench.Size;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static Program shell(String script) {
    return new Program("a script", 1, 1, _ -> List.of("bash", "-c", script));
  }

  @Test
  void readsNamesAndNumbersAndNothingElse() throws Exception {
    var found = shell("printf 'send\\t1.5\\nhello\\nsend\\t2\\ncall\\t-3\\n'").measure(Size.SMOKE);

    assertThat(found).containsOnlyKeys("send", "call");
    assertThat(found.get("send")).containsExactly(1.5, 2.0);
  }

  @Test
  void aProgramThatFailsHasNoFigures() {
    assertThatThrownBy(() -> shell("printf 'send\\t1\\n'; exit 3").measure(Size.SMOKE))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("ended with status 3");
  }

  @Test
  void aProgramThatHangsIsEndedWithAllThatItHasStarted() {
    Program hanging = shell("sleep 1000 & sleep 1000");

    assertThatThrownBy(() -> hanging.measure(Size.SMOKE, Duration.ofMillis(500)))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("ended by us");
    assertThat(ProcessHandle.current().descendants()).noneMatch(ProgramTest::sleeps);
  }

  private static boolean sleeps(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("sleep 1000");
  }
}
