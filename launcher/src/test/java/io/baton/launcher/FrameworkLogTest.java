package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameworkLogTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final FrameworkLog log =
      new FrameworkLog(new PrintStream(said, true, StandardCharsets.UTF_8));

  @Test
  void messageIsOneLineWithItsReason() {
    log.doLog(1, "a listener has failed", new IllegalStateException("no port"));

    assertThat(text()).containsExactly("baton: framework: a listener has failed (no port)");
  }

  @Test
  void exceptionWhoseMessageThrowsEndsNoThreadOfTheFramework() {
    log.doLog(1, "a listener has failed", new Mute());

    assertThat(text())
        .containsExactly(
            "baton: framework: something went wrong, and saying what it was has failed as well");
  }

  private List<String> text() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Says nothing, not even of which kind it is. */
  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new OutOfMemoryError("on purpose");
    }
  }
}
