package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CodeHistory;
import io.baton.api.code.Decision;
import io.baton.api.code.Decision.Action;
import io.baton.shell.command.CommandFailed;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code code:history} prints. */
class HistoryCommandTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private static Decision decision(String result, String why, List<String> ended) {
    return new Decision(
        Instant.EPOCH,
        Action.PURGE,
        "m 1.0.0",
        Optional.of("file:/m.jar"),
        Optional.of(DIGEST),
        result,
        why,
        ended,
        "baton.shell, as root");
  }

  private static HistoryCommand of(Decision... decisions) {
    return new HistoryCommand(
        new CodeHistory() {
          @Override
          public List<Decision> last(int most) {
            return List.of(decisions);
          }

          @Override
          public List<Decision> last(String module, int most) throws IOException {
            throw new IOException("no such folder");
          }
        });
  }

  @Test
  void decisionIsALineWithFileDigestAndWhatAsked() {
    assertThat(of(decision("ok", "", List.of())).history("50"))
        .matches(
            "(?s)when +action +what +file +SHA-256 +asked by +result\\R"
                + "19\\S+ \\S+ +purge +m 1.0.0 +file:/m.jar +0123456789ab +baton.shell, as root"
                + " +ok\\s*");
  }

  @Test
  void killedAndRefusalsAreNamed() {
    assertThat(of(decision("ok", "", List.of("<1>", "<2>"))).history("50"))
        .contains("ok, killed <1>, <2>");
    assertThat(of(decision("not_purged", "<7> is in it", List.of())).history("50"))
        .contains("not_purged: <7> is in it");
  }

  @Test
  void emptyLogIsSaid() {
    assertThat(of().history("50")).isEqualTo("nothing was decided");
  }

  @Test
  void logThatCannotBeReadFailsTheCommand() {
    HistoryCommand command = of();

    assertThatThrownBy(() -> command.history("50", "m"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("the audit log cannot be read: java.io.IOException: no such folder");
  }
}
